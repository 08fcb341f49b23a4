using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>What came of an attempt to sign in. No record: a generated <c>ToString</c> would walk to the secret.</summary>
internal sealed class SignInResult(SignInOutcome outcome)
{
    public SignInOutcome Outcome => outcome;

    /// <summary>For the cookie; null unless done.</summary>
    public SessionId? Id { get; init; }

    /// <summary>Who it is now; null unless done.</summary>
    public SignedIn? Who { get; init; }

    /// <summary>After how long another try makes sense, when there are too many.</summary>
    public TimeSpan RetryAfter { get; init; }
}
