using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>Users for sign-in: a declared one takes precedence, and has a password only if the file sets one.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SignInUsers(IUserStore users)
{
    public ValueTask<User?> FindAsync(UserId id, AccessModel model, CancellationToken cancellationToken) => users.FindAsync(id, model, cancellationToken);

    /// <summary>The id of the user with the entered e-mail address; otherwise the entered text.</summary>
    public async ValueTask<string> IdOfAsync(string typed, AccessModel model, CancellationToken cancellationToken)
    {
        if (!typed.Contains('@', StringComparison.Ordinal))
            return typed;
        var key = IdentityKey.Of(typed);
        if (model.DeclaredUsers.FirstOrDefault(user => user.Email is { } email && IdentityKey.Of(email) == key) is { } declared)
            return declared.Id.Value;
        return await users.FindByIdentityAsync(key, cancellationToken) is [var only] ? only.Value : typed;
    }

    /// <summary>Queries the store equally often for an unknown user.</summary>
    public async ValueTask<(User? User, string? Hash)> FindWithHashAsync(string presented, AccessModel model, CancellationToken cancellationToken)
    {
        if (!UserId.TryParse(presented, out var id))
            return default;
        if (model.FindDeclaredUser(id) is { } declared)
            return (declared, model.SignIn.DeclaredHashes.GetValueOrDefault(id));
        var user = await users.GetAsync(id, cancellationToken);
        var hash = await users.GetPasswordHashAsync(id, cancellationToken);
        return (user, user is { IsDisabled: false, IsService: false } ? hash : null);
    }

    public async ValueTask UpgradeHashAsync(User user, string from, string to, CancellationToken cancellationToken)
    {
        if (!user.IsDeclared)
            await users.UpgradePasswordHashAsync(user.Id, from, to, cancellationToken);
    }
}
