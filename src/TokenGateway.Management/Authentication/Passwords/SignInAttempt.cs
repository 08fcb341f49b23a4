namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// An attempt to sign in that may go on after <see cref="Delay"/>. Say when that is over, and dispose when the attempt has
/// ended, however it did.
/// </summary>
internal sealed class SignInAttempt(SignInThrottle throttle, SignInOrigin origin, string account, KnownSignIn? known, TimeSpan delay, HashLane lane) : IDisposable
{
    private bool _didFail = true;
    private bool _isWaiting = delay > TimeSpan.Zero;

    public TimeSpan Delay => delay;

    /// <summary>Where it waits for the hash.</summary>
    public HashLane Lane => lane;

    internal SignInOrigin Origin => origin;

    internal string Account => account;

    /// <summary>Its place among the known ones; null: it is counted by network and account.</summary>
    internal KnownSignIn? Known => known;

    /// <summary>In which room it waits: a network without failures has another.</summary>
    internal int Room { get; init; }

    /// <summary>Whether it is counted for its network too, and not for its site alone.</summary>
    internal bool CountsForNetwork { get; init; }

    public void EndWaiting()
    {
        if (!_isWaiting)
            return;
        _isWaiting = false;
        throttle.EndWaiting(this);
    }

    /// <summary>The attempt does not count: the password was not looked at.</summary>
    public void TakeBack() => _didFail = false;

    /// <summary>The password was right: the next sign-in from there is not delayed by what others do.</summary>
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
