using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>
/// Creates views of tokens with their effective permissions, which depend on the owners. Owners are read before a change: a
/// store failure just after it must not make the change appear undone, or lose a new value.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TokenViews(ITokenStore tokens, IUserStore users, TimeProvider time)
{
    /// <summary>For a token that is about to be changed, by any caller who may see it.</summary>
    public async ValueTask<Func<Token, TokenView>> ForTokenAsync(TokenId id, AccessModel model, CancellationToken cancellationToken) =>
        !id.IsDeclared && await tokens.GetAsync(id, cancellationToken) is { } token
            ? await ForOwnerAsync(token.Owner, model, cancellationToken)
            : changed => View(changed, null, model);

    /// <summary>The token of a call with its last use, which its snapshot does not contain.</summary>
    public async ValueTask<TokenView> ViewAsync(TokenSnapshot credential, CancellationToken cancellationToken)
    {
        var stored = credential.Token.Id.IsDeclared ? null : await tokens.GetAsync(credential.Token.Id, cancellationToken);
        return View(stored ?? credential.Token, credential.Owner, credential.Model);
    }

    public async ValueTask<Func<Token, TokenView>> ForOwnerAsync(UserId id, AccessModel model, CancellationToken cancellationToken)
    {
        var owner = await users.FindAsync(id, model, cancellationToken);
        return token => View(token, owner, model);
    }

    public async ValueTask<IReadOnlyList<TokenView>> ViewAsync(IReadOnlyList<Token> page, AccessModel model, CancellationToken cancellationToken)
    {
        var owners = await users.FindManyAsync(page.Select(token => token.Owner), model, cancellationToken);
        return [.. page.Select(token => View(token, owners.GetValueOrDefault(token.Owner), model))];
    }

    private TokenView View(Token token, User? owner, AccessModel model)
    {
        // A tombstone has no rights.
        var subject = token.DeletedAt is null ? TokenRights.InForce(token, owner, model) : default;
        return TokenView.Of(token, [.. model.Permissions.NamesOf(subject.Permissions)], time.GetUtcNow());
    }
}
