using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// Who calls by the cookie of a session. Session and user are read anew for each request, so that signing out, disabling,
/// deleting and other roles count at once, on every node.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionCallers(
    ISessionStore sessions, SignInUsers users, SessionAntiforgery antiforgery, IAccessModelSource models, TimeProvider time) : ISessionCallers
{
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <summary>Null: no session. Unsafe methods need <see cref="SessionAntiforgery.IsValidAsync"/> besides.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<Actor?> FindAsync(HttpContext context) => (await FindSessionAsync(context))?.Actor;

    public ValueTask<bool> IsGenuineAsync(HttpContext context) => antiforgery.IsValidAsync(context);

    /// <summary>The same with the session; it is a feature of the request from then on.</summary>
    public async ValueTask<SignedIn?> FindSessionAsync(HttpContext context)
    {
        if (SignedIn.Of(context) is { } known)
            return known;
        if (SessionCookie.Read(context) is not { } id || await sessions.FindAsync(id.Digest, context.RequestAborted) is not { } session)
            return null;
        var (now, model) = (time.GetUtcNow(), models.Current);
        if (!session.IsLiveAt(now, model.SignIn.IdleTimeout)
            || await users.FindAsync(session.User, model, context.RequestAborted) is not { IsDisabled: false } user
            || !IsOf(session, user, model.SignIn))
        {
            return null;
        }

        await NoteSeenAsync(session, now, context.RequestAborted);
        var who = new SignedIn(session, Actor.SignedIn(user, model, ClientAddress.TextOf(CallerAddress.Of(context)), session.Digest));
        context.Features.Set(who);
        return who;
    }

    // The same id may be another user by now.
    private static bool IsOf(Session session, User user, SignInOptions options) =>
        session.UserNumber == user.Number && (!user.IsDeclared || (session.Stamp is { } stamp && stamp == options.StampOf(user.Id)));

    // A store that can only be read must not end sessions before their time.
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
            // Noted by a later request.
        }
    }
}
