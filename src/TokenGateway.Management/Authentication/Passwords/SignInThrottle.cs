using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Throttles password guessing: attempts wait longer the more attempts failed recently from the same network (IPv6: /64 and
/// /48) or for the same account, known or not. Nobody is locked out: a right password waits as long as a wrong one and then
/// succeeds. Waiting attempts do not block those without a delay, and networks without failures have a separate queue; an
/// attempt that finds its queue full gets a retry time. A known network of an account is not delayed by others. Memory is
/// fixed; networks or accounts in the same slot share a delay.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>The capacity of each queue.</summary>
    internal const int MostWaiting = 1024;

    /// <summary>... for one network, and for one known pair of account and network.</summary>
    internal const int MostOfNetwork = 16;

    /// <summary>... for one site.</summary>
    internal const int MostOfSite = 64;

    /// <summary>Failures of one network without a delay: an office may have one address.</summary>
    internal const int FreeOfNetwork = 10;

    internal const int FreeOfSite = 20;

    internal const int FreeOfAccount = 4;

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(16);

    private const int Places = 1 << 14;

    // The queues.
    private const int OfCleanNetworks = 0;
    private const int OfOthers = 1;
    private const int OfKnown = 2;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    private readonly FailureBucket[] _networks = new FailureBucket[Places];
    private readonly FailureBucket[] _sites = new FailureBucket[Places];
    private readonly FailureBucket[] _accounts = new FailureBucket[Places];
    private readonly KnownSignIns _known = new();
    private readonly int[] _waiting = new int[3];
    private readonly Lock _lock = new();

    /// <summary>Null: too many attempts are waiting; <paramref name="retryAfter"/> is the time before another one makes sense.</summary>
    public SignInAttempt? TryEnter(IPAddress? address, string account, out TimeSpan retryAfter)
    {
        var origin = SignInOrigin.Of(address);
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (TryEnterAsKnown(origin, account, now) is not { } turn)
                return TryEnterAsAny(origin, account, now, out retryAfter);
            retryAfter = turn.Delay;
            return turn;
        }
    }

    internal void EndWaiting(SignInAttempt turn)
    {
        lock (_lock)
            Wait(turn, -1);
    }

    internal void Remember(SignInAttempt turn)
    {
        lock (_lock)
            _known.Remember(turn.Origin, turn.Account);
    }

    internal void TakeBack(SignInAttempt turn)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (turn.Known is { } known)
            {
                _known.At(known).TakeBack(now, time);
                return;
            }

            if (turn.CountsForNetwork)
                NetworkOf(turn.Origin).TakeBack(now, time);
            AccountOf(turn.Account).TakeBack(now, time);
            if (turn.Origin.Site is { } site)
                SiteOf(site).TakeBack(now, time);
        }
    }

    /// <summary>None for the first failures, then half a second, doubled for each further one up to <see cref="Longest"/>.</summary>
    internal static TimeSpan DelayOf(double failures, int free)
    {
        var over = (int)Math.Ceiling(failures) - free;
        return over < 0 ? TimeSpan.Zero : First * Math.Min(Longest / First, Math.Pow(2, over));
    }

    // Null: unknown, or its queue is full and it may try like any other.
    private SignInAttempt? TryEnterAsKnown(SignInOrigin origin, string account, long now)
    {
        if (_known.Find(origin, account) is not { } known)
            return null;
        ref var failures = ref _known.At(known);
        var delay = DelayOf(failures.FailuresAt(now, time), FreeOfAccount);
        if (delay > TimeSpan.Zero && (failures.Waiting >= MostOfNetwork || _waiting[OfKnown] >= MostWaiting))
            return null;
        failures.Count(now, time);
        return Begin(new SignInAttempt(this, origin, account, known, delay, HashLane.Known) { Room = OfKnown });
    }

    private SignInAttempt? TryEnterAsAny(SignInOrigin origin, string account, long now, out TimeSpan delay)
    {
        var ofNetwork = NetworkOf(origin).FailuresAt(now, time);
        var ofSite = origin.Site is { } site ? SiteOf(site).FailuresAt(now, time) : 0;
        delay = Longer(DelayOf(ofNetwork, FreeOfNetwork), DelayOf(ofSite, FreeOfSite), DelayOf(AccountOf(account).FailuresAt(now, time), FreeOfAccount));
        var isClean = ofNetwork == 0 && ofSite < FreeOfSite;
        var room = isClean ? OfCleanNetworks : OfOthers;
        if (delay > TimeSpan.Zero && !HasRoom(origin, room))
            return null;

        // A site over its budget is counted as one, so that its many networks do not fill the shared table.
        var countsForNetwork = ofSite < FreeOfSite;
        Count(origin, account, countsForNetwork, now);
        var lane = isClean && delay == TimeSpan.Zero ? HashLane.Fresh : HashLane.Doubtful;
        return Begin(new SignInAttempt(this, origin, account, null, delay, lane) { Room = room, CountsForNetwork = countsForNetwork });
    }

    private void Count(SignInOrigin origin, string account, bool countsForNetwork, long now)
    {
        if (countsForNetwork)
            NetworkOf(origin).Count(now, time);
        if (origin.Site is { } site)
            SiteOf(site).Count(now, time);
        AccountOf(account).Count(now, time);
    }

    private bool HasRoom(SignInOrigin origin, int room) =>
        _waiting[room] < MostWaiting
        && NetworkOf(origin).Waiting < MostOfNetwork
        && (origin.Site is not { } site || SiteOf(site).Waiting < MostOfSite);

    private SignInAttempt Begin(SignInAttempt turn)
    {
        if (turn.Delay > TimeSpan.Zero)
            Wait(turn, 1);
        return turn;
    }

    private void Wait(SignInAttempt turn, int by)
    {
        _waiting[turn.Room] += by;
        if (turn.Known is { } known)
        {
            _known.At(known).Waiting += by;
            return;
        }

        NetworkOf(turn.Origin).Waiting += by;
        if (turn.Origin.Site is { } site)
            SiteOf(site).Waiting += by;
    }

    private ref FailureBucket NetworkOf(SignInOrigin origin) => ref _networks[HashCode.Combine(origin.Network) & (Places - 1)];

    private ref FailureBucket SiteOf(long site) => ref _sites[HashCode.Combine(site) & (Places - 1)];

    private ref FailureBucket AccountOf(string account) => ref _accounts[account.GetHashCode(StringComparison.Ordinal) & (Places - 1)];

    private static TimeSpan Longer(TimeSpan one, TimeSpan other, TimeSpan third) =>
        TimeSpan.FromTicks(Math.Max(one.Ticks, Math.Max(other.Ticks, third.Ticks)));
}
