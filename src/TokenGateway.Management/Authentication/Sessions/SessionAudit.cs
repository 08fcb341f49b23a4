using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>What is recorded of sessions.</summary>
internal static class SessionAudit
{
    public static string SubjectOf(UserId user) => "user:" + user;

    /// <summary>Nobody has shown to be this user, so the gateway itself is the actor.</summary>
    public static AuditEntry Refused(UserId user, string? address) =>
        new(AuditActor.Gateway with { Address = address }, AuditAction.SessionRefused, SubjectOf(user));

    public static AuditEntry Ended(SignedIn who) => new(who.Actor.Audit, AuditAction.SessionEnded, SubjectOf(who.Session.User));
}
