using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Caller;
using TokenGateway.Management.Passwords;

namespace TokenGateway.Management.Sessions;

/// <summary>
/// Opens sessions for user and password. Whether the user exists, has a password or is disabled shows neither in the
/// answer nor in the time it takes.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SignIn(
    SignInThrottle throttle, SignInUsers users, PasswordHashing passwords, ISessionStore sessions, IAccessModelSource models,
    RefusedSignIns refused, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<SignInResult> TryAsync(string user, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        using var turn = throttle.TryEnter(address, user, out var retryAfter);
        if (turn is null)
            return new SignInResult(SignInOutcome.TooMany) { RetryAfter = retryAfter };
        if (turn.Delay > TimeSpan.Zero)
            await Task.Delay(turn.Delay, time, cancellationToken);
        try
        {
            return await CheckAsync(user, password, ClientAddress.TextOf(address), turn, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            turn.TakeBack();
            throw;
        }
    }

    private async Task<SignInResult> CheckAsync(string presented, string password, string? address, SignInTurn turn, CancellationToken cancellationToken)
    {
        var model = models.Current;
        var (user, hash) = await users.FindWithHashAsync(presented, model, cancellationToken);
        var verdict = await passwords.CheckAsync(hash, password, cancellationToken);
        if (verdict == PasswordVerdict.Busy)
        {
            turn.TakeBack();
            return new SignInResult(SignInOutcome.TooMany) { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        if (verdict == PasswordVerdict.Wrong || await OpenAsync(user!, hash!, address, model, cancellationToken) is not { } done)
        {
            refused.Note(user?.Id, address);
            return new SignInResult(SignInOutcome.Refused);
        }

        turn.TakeBack();
        if (verdict == PasswordVerdict.RightButOld)
            await UpgradeAsync(user!, hash!, password, cancellationToken);
        return done;
    }

    private async Task<SignInResult?> OpenAsync(User user, string hash, string? address, AccessModel model, CancellationToken cancellationToken)
    {
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

    // The session is open: that the better hash cannot be kept just now is no reason to refuse it.
    private async Task UpgradeAsync(User user, string hash, string password, CancellationToken cancellationToken)
    {
        try
        {
            await users.UpgradeHashAsync(user, hash, await passwords.HashAsync(password, cancellationToken), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The next sign-in tries again.
        }
    }
}
