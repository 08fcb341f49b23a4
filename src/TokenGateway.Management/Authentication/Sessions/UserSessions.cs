using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// The sessions of users in the store. Session and user are read for each request, so that signing out, disabling, deleting
/// and role changes take effect at once, on every node.
/// </summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UserSessions(ISessionStore sessions, SignInUsers users, IAccessModelSource models, TimeProvider time)
{
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <summary>The caller of the session cookie; null: no session, or one that has ended.</summary>
    public async ValueTask<CallerFeature?> FindAsync(HttpContext context)
    {
        if (SessionCookie.Read(context) is not { } id || await sessions.FindAsync(id.Digest, context.RequestAborted) is not { } session)
            return null;
        var (now, model) = (time.GetUtcNow(), models.Current);
        if (!session.IsLiveAt(now, model.SignIn.IdleTimeout)
            || await users.FindAsync(session.User, model, context.RequestAborted) is not { IsDisabled: false, IsService: false } user
            || !IsOf(session, user, model.SignIn))
        {
            return null;
        }

        await NoteSeenAsync(session, now, context.RequestAborted);
        return new CallerFeature(Actor.SignedIn(user, model, CallerAddress.TextOf(context), session.Digest, session.SignedInAt), session);
    }

    /// <summary>Null: the user changed meanwhile, and no session was stored.</summary>
    public async ValueTask<(SessionId Id, CallerFeature Caller)?> OpenAsync(AuthenticatedUser who, CancellationToken cancellationToken)
    {
        var (user, hash, address, model) = (who.User, who.Hash, who.Address, who.Model);
        var (id, now) = (SessionId.Create(), time.GetUtcNow());
        var session = new Session
        {
            Digest = id.Digest,
            User = user.Id,
            UserNumber = user.Number,
            Stamp = user.IsDeclared ? model.SignIn.StampOf(user.Id) : null,
            Address = address,
            IdToken = who.IdToken,
            Passkey = who.Passkey,
            SignedInAt = who.ShownAt is { } earlier && earlier < now ? earlier : now,
            SeenAt = now,
            ExpiresAt = now + model.SignIn.MaxLifetime,
        };
        var actor = Actor.SignedIn(user, model, address);
        var audit = new AuditEntry(actor.Audit, AuditAction.SessionStarted, SubjectOf(user.Id));
        return await sessions.AddAsync(session, user.IsDeclared ? null : hash, audit, cancellationToken) ? (id, new CallerFeature(actor, session)) : null;
    }

    public async ValueTask EndAsync(CallerFeature caller, CancellationToken cancellationToken)
    {
        var session = caller.Session!;
        await sessions.EndAsync(session.Digest, new AuditEntry(caller.Actor.Audit, AuditAction.SessionEnded, SubjectOf(session.User)), cancellationToken);
    }

    private static string SubjectOf(UserId user) => "user:" + user;

    // The same id may belong to another user by now.
    private static bool IsOf(Session session, User user, SignInOptions options) =>
        session.UserNumber == user.Number && (!user.IsDeclared || (session.Stamp is { } stamp && stamp == options.StampOf(user.Id)));

    // A read-only store must not end sessions early.
    private async ValueTask NoteSeenAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.SeenAt < SeenStep)
            return;
        try
        {
            await sessions.TouchAsync(session.Digest, now, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // A later request records it.
        }
    }
}
