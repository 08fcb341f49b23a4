using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication;

/// <summary>Who has shown to be this user, and how.</summary>
/// <param name="Hash">The one that the password fits: it must still be the user's when a session opens; null: another showed it.</param>
internal readonly record struct AuthenticatedUser(User User, string? Hash, string? Address, AccessModel Model)
{
    /// <summary>The ID token that says so; null: another way.</summary>
    public string? IdToken { get; init; }

    /// <summary>The passkey that says so; null: another way.</summary>
    public string? Passkey { get; init; }

    /// <summary>When, where that was before now; null: now.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    public override string ToString() => User.Id.Value;
}
