using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Guards every use of a password: throttles guessing, and checks the password so that neither response nor timing reveals
/// whether the user exists, has a password or is disabled.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasswordGate(
    SignInThrottle throttle, SignInUsers users, PasswordHashing passwords, IAccessModelSource models, RefusedSignIns refused, TimeProvider time)
{
    /// <param name="user">As entered.</param>
    /// <param name="password">As entered.</param>
    /// <param name="address">The client's.</param>
    /// <param name="enter">Runs if the password is right; false: something changed meanwhile, and the attempt is refused.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public async Task<PasswordCheckResult> TryAsync(
        string user, string password, IPAddress? address, Func<AuthenticatedUser, Task<bool>> enter, CancellationToken cancellationToken)
    {
        using var turn = throttle.TryEnter(address, user, out var retryAfter);
        if (turn is null)
            return new PasswordCheckResult(SignInOutcome.TooMany, retryAfter);
        if (turn.Delay > TimeSpan.Zero)
            await Task.Delay(turn.Delay, time, cancellationToken);
        turn.EndWaiting();
        try
        {
            return await CheckAsync(user, password, ClientAddress.TextOf(address), turn, enter, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            turn.TakeBack();
            throw;
        }
    }

    private async Task<PasswordCheckResult> CheckAsync(
        string presented, string password, string? address, SignInAttempt turn, Func<AuthenticatedUser, Task<bool>> enter, CancellationToken cancellationToken)
    {
        var model = models.Current;
        var (user, hash) = await users.FindWithHashAsync(presented, model, cancellationToken);
        var verdict = await passwords.CheckAsync(hash, password, turn.Lane, cancellationToken);
        if (verdict == PasswordVerdict.Busy)
        {
            turn.TakeBack();
            return new PasswordCheckResult(SignInOutcome.TooMany, TimeSpan.FromSeconds(1));
        }

        if (verdict == PasswordVerdict.Wrong || !await enter(new AuthenticatedUser(user!, hash!, address, model)))
        {
            refused.Note(user?.Id, address);
            return new PasswordCheckResult(SignInOutcome.Refused, default);
        }

        turn.Succeed();
        if (verdict == PasswordVerdict.RightButOld)
            await UpgradeAsync(user!, hash!, password, cancellationToken);
        return new PasswordCheckResult(SignInOutcome.Done, default);
    }

    // The sign-in has succeeded: failing to store the better hash is no reason to refuse it.
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
