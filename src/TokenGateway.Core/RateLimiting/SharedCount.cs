using System.Runtime.InteropServices;

namespace TokenGateway.Core.RateLimiting;

/// <summary>How a shared count stands after it was asked.</summary>
/// <param name="Granted">Permits that were taken.</param>
/// <param name="Remaining">Permits that are left; below 0 where costs that became known later exceeded them.</param>
/// <param name="UntilPermits">Until what was asked for is there; zero: it was.</param>
/// <param name="UntilWhole">Until all permits are there.</param>
/// <param name="IsRefused">This count is one of those for which nothing was taken.</param>
/// <param name="At">When, in microseconds of the counts' own clock.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SharedCount(long Granted, long Remaining, TimeSpan UntilPermits, TimeSpan UntilWhole, bool IsRefused, long At);
