using System.Runtime.InteropServices;

namespace TokenGateway.Core.RateLimiting;

/// <summary>The state of a shared counter after an attempt to take permits.</summary>
/// <param name="Granted">The number of permits taken.</param>
/// <param name="Remaining">The remaining permits; negative if costs that became known later exceeded them.</param>
/// <param name="UntilPermits">The time until the requested permits are available; zero if they were.</param>
/// <param name="UntilFull">The time until all permits are available.</param>
/// <param name="IsRefused">Whether this counter refused, so that no permits were taken from any counter.</param>
/// <param name="At">The time of the attempt, in microseconds of the store's own clock.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SharedCount(long Granted, long Remaining, TimeSpan UntilPermits, TimeSpan UntilFull, bool IsRefused, long At);
