namespace TokenGateway.Management.Sessions;

/// <summary>An attempt to sign in that may go on after <see cref="Delay"/>. Dispose when it has ended, however it did.</summary>
internal sealed class SignInTurn(SignInThrottle throttle, int address, int account, TimeSpan delay) : IDisposable
{
    private bool _didFail = true;

    public TimeSpan Delay => delay;

    /// <summary>The attempt does not count: the password was right, or was not looked at.</summary>
    public void TakeBack() => _didFail = false;

    public void Dispose() => throttle.Leave(address, account, _didFail);
}
