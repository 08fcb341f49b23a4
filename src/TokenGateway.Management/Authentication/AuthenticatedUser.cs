using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication;

/// <summary>A user who has authenticated, and how.</summary>
/// <param name="Hash">
/// The hash of the user's password, which must still be current when a session opens; null: authenticated without password.
/// </param>
internal readonly record struct AuthenticatedUser(User User, string? Hash, string? Address, AccessModel Model)
{
    /// <summary>The ID token that authenticated the user; null: another method.</summary>
    public string? IdToken { get; init; }

    /// <summary>The passkey that authenticated the user; null: another method.</summary>
    public string? Passkey { get; init; }

    /// <summary>When the user authenticated, if earlier than now; null: now.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    public override string ToString() => User.Id.Value;
}
