using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Opens sessions for user and password.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SignIn(PasswordGate gate, ISessionStore sessions, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<SignInResult> TryAsync(string user, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        SignInResult? done = null;
        var passage = await gate.TryAsync(user, password, address, async owner => (done = await OpenAsync(owner, cancellationToken)) is not null, cancellationToken);
        return done ?? new SignInResult(passage.Outcome) { RetryAfter = passage.RetryAfter };
    }

    private async Task<SignInResult?> OpenAsync(PasswordOwner owner, CancellationToken cancellationToken)
    {
        var (user, hash, address, model) = owner;
        var (id, now) = (SessionId.Create(), time.GetUtcNow());
        var session = new Session
        {
            Digest = id.Digest,
            User = user.Id,
            UserNumber = user.Number,
            Stamp = user.IsDeclared ? model.SignIn.StampOf(user.Id) : null,
            Address = address,
            SignedInAt = now,
            SeenAt = now,
            ExpiresAt = now + model.SignIn.MaxLifetime,
        };
        var actor = Actor.SignedIn(user, model, address);
        var audit = new AuditEntry(actor.Audit, AuditAction.SessionStarted, SessionAudit.SubjectOf(user.Id));
        return await sessions.AddAsync(session, user.IsDeclared ? null : hash, audit, cancellationToken)
            ? new SignInResult(SignInOutcome.Done) { Id = id, Who = new SignedIn(session, actor) }
            : null;
    }
}
