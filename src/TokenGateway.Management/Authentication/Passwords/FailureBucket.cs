using System.Runtime.InteropServices;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>The state of an address or account: how many attempts failed recently, and how many are waiting.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FailureBucket
{
    /// <summary>Failures are forgotten one by one, each after this time.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    /// <summary>The maximum count, so that all failures are forgotten after a bounded time.</summary>
    public const int Most = 24;

    private double _failures;
    private long _at;

    /// <summary>Attempts waiting for their delay.</summary>
    public int Waiting { get; set; }

    public readonly double FailuresAt(long now, TimeProvider time) =>
        Math.Max(0, _failures - (time.GetElapsedTime(_at, now) / Forgotten));

    /// <summary>An attempt counts as failed from its start: otherwise many simultaneous attempts would all see no failures.</summary>
    public void Count(long now, TimeProvider time) => (_failures, _at) = (Math.Min(Most, FailuresAt(now, time) + 1), now);

    /// <summary>The attempt did not fail.</summary>
    public void TakeBack(long now, TimeProvider time) => (_failures, _at) = (Math.Max(0, FailuresAt(now, time) - 1), now);
}
