namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// A sign-in attempt that may continue after <see cref="Delay"/>. Report the end of the wait, and dispose it when the
/// attempt has ended, whatever its result.
/// </summary>
internal sealed class SignInAttempt(SignInThrottle throttle, SignInOrigin origin, string account, KnownSignIn? known, TimeSpan delay, HashLane lane) : IDisposable
{
    private bool _didFail = true;
    private bool _isWaiting = delay > TimeSpan.Zero;

    public TimeSpan Delay => delay;

    /// <summary>The lane for the hash.</summary>
    public HashLane Lane => lane;

    internal SignInOrigin Origin => origin;

    internal string Account => account;

    /// <summary>Its known entry; null: it counts by network and account.</summary>
    internal KnownSignIn? Known => known;

    /// <summary>The queue it waits in: networks without failures have a separate one.</summary>
    internal int Room { get; init; }

    /// <summary>Whether it also counts for its network, not only for its site.</summary>
    internal bool CountsForNetwork { get; init; }

    public void EndWaiting()
    {
        if (!_isWaiting)
            return;
        _isWaiting = false;
        throttle.EndWaiting(this);
    }

    /// <summary>The attempt does not count: the password was not checked.</summary>
    public void TakeBack() => _didFail = false;

    /// <summary>The password was right: the next sign-in from there is not delayed by other clients' failures.</summary>
    public void Succeed()
    {
        _didFail = false;
        throttle.Remember(this);
    }

    public void Dispose()
    {
        EndWaiting();
        if (!_didFail)
            throttle.TakeBack(this);
    }
}
