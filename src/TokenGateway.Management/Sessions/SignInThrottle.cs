using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Management.Sessions;

/// <summary>
/// The brake on guessing passwords: attempts wait, the longer the more failed lately from the same address (IPv6 by /64)
/// or for the same account, known or not. Nobody is locked out: a right password waits as long as a wrong one and then
/// passes. Who finds too many waiting is told to come back. Memory is fixed; addresses or accounts that share a place
/// share its delay.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Attempts that may be under way in all.</summary>
    internal const int MostUnderWay = 256;

    /// <summary>... of one address, and for one account unless the address has no failures.</summary>
    internal const int MostOfOne = 8;

    /// <summary>Failures of one address before attempts wait: an office has one address.</summary>
    internal const int FreeOfAddress = 10;

    internal const int FreeOfAccount = 4;

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(16);

    private const int Places = 1 << 14;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    private readonly FailurePlace[] _addresses = new FailurePlace[Places];
    private readonly FailurePlace[] _accounts = new FailurePlace[Places];
    private readonly Lock _lock = new();
    private int _underWay;

    /// <summary>Null: too many are under way; <paramref name="retryAfter"/> says after how long another try makes sense.</summary>
    public SignInTurn? TryEnter(IPAddress? address, string account, out TimeSpan retryAfter)
    {
        var (atAddress, atAccount) = (PlaceOf(address), account.GetHashCode(StringComparison.Ordinal) & (Places - 1));
        lock (_lock)
        {
            ref var ofAddress = ref _addresses[atAddress];
            ref var ofAccount = ref _accounts[atAccount];
            var now = time.GetTimestamp();
            var failures = ofAddress.FailuresAt(now, time);
            retryAfter = Longer(DelayOf(failures, FreeOfAddress), DelayOf(ofAccount.FailuresAt(now, time), FreeOfAccount));
            if (_underWay >= MostUnderWay || ofAddress.UnderWay >= MostOfOne || (ofAccount.UnderWay >= MostOfOne && failures > 0))
                return null;
            ofAddress.Enter(now, time);
            ofAccount.Enter(now, time);
            _underWay++;
            return new SignInTurn(this, atAddress, atAccount, retryAfter);
        }
    }

    internal void Leave(int address, int account, bool didFail)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _addresses[address].Leave(didFail, now, time);
            _accounts[account].Leave(didFail, now, time);
            _underWay--;
        }
    }

    /// <summary>None for the first failures, then half a second, doubled by each further one up to <see cref="Longest"/>.</summary>
    internal static TimeSpan DelayOf(double failures, int free)
    {
        var over = (int)Math.Ceiling(failures) - free;
        return over < 0 ? TimeSpan.Zero : First * Math.Min(Longest / First, Math.Pow(2, over));
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static int PlaceOf(IPAddress? address)
    {
        if (address is null)
            return 0;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var hash = new HashCode();
        hash.AddBytes(bytes[..(address.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : length)]);
        return hash.ToHashCode() & (Places - 1);
    }
}
