using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication;

/// <summary>Who calls, or why nobody does.</summary>
internal readonly record struct CallerFinding
{
    private CallerFinding(Actor? actor, ApiErrorCode? refusal) => (Actor, Refusal) = (actor, refusal);

    public Actor? Actor { get; }

    public ApiErrorCode? Refusal { get; }

    public static CallerFinding Of(Actor actor) => new(actor, null);

    public static CallerFinding Refused(ApiErrorCode code) => new(null, code);
}
