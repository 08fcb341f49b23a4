using System.Runtime.InteropServices;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>What is remembered of an address or account: how many attempts failed lately, and how many wait.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FailureBucket
{
    /// <summary>Failures are forgotten one by one, each after this time.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    /// <summary>More are not counted, so that all of them are forgotten in time.</summary>
    public const int Most = 24;

    private double _failures;
    private long _at;

    /// <summary>Attempts that wait for their delay to end.</summary>
    public int Waiting { get; set; }

    public readonly double FailuresAt(long now, TimeProvider time) =>
        Math.Max(0, _failures - (time.GetElapsedTime(_at, now) / Forgotten));

    /// <summary>An attempt counts as failed from its beginning: many at once must not all find nothing.</summary>
    public void Count(long now, TimeProvider time) => (_failures, _at) = (Math.Min(Most, FailuresAt(now, time) + 1), now);

    /// <summary>The attempt did not fail.</summary>
    public void TakeBack(long now, TimeProvider time) => (_failures, _at) = (Math.Max(0, FailuresAt(now, time) - 1), now);
}
