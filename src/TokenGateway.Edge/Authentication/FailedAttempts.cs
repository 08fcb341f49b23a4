using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Authentication;

/// <summary>
/// Counts invalid tokens by address (IPv6 by /64) in windows of fixed length, in a table of fixed size: addresses with the
/// same slot share a budget, which at worst turns the response to an invalid token from 401 into 429. Never affects a valid
/// token.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class FailedAttempts(TimeProvider time)
{
    private const int Places = 1 << 16;

    // Window number in the upper half, count in the lower.
    private readonly long[] _places = new long[Places];

    public bool IsOverBudget(IPAddress? address, ThrottleOptions options)
    {
        var seen = Volatile.Read(ref _places[PlaceOf(address)]);
        return WindowOf(seen) == CurrentWindow(options) && CountOf(seen) >= options.FailedAttempts;
    }

    public void Count(IPAddress? address, ThrottleOptions options)
    {
        ref var place = ref _places[PlaceOf(address)];
        var window = CurrentWindow(options);
        while (true)
        {
            var seen = Volatile.Read(ref place);
            var count = WindowOf(seen) == window ? Math.Min(CountOf(seen) + 1, int.MaxValue - 1) : 1;
            if (Interlocked.CompareExchange(ref place, ((long)window << 32) | (uint)count, seen) == seen)
                return;
        }
    }

    /// <summary>Whole seconds until the current window ends, at least 1.</summary>
    public int SecondsLeft(ThrottleOptions options)
    {
        var into = time.GetUtcNow().UtcTicks % options.Window.Ticks;
        return Math.Max(1, (int)Math.Ceiling(TimeSpan.FromTicks(options.Window.Ticks - into).TotalSeconds));
    }

    private int CurrentWindow(ThrottleOptions options) => (int)(time.GetUtcNow().UtcTicks / options.Window.Ticks);

    private static int WindowOf(long place) => (int)(place >> 32);

    private static int CountOf(long place) => (int)place;

    // HashCode is seeded per process, so a client cannot predict which addresses share a slot.
    private static int PlaceOf(IPAddress? address) => HashCode.Combine(ClientNetwork.Of(address)) & (Places - 1);
}
