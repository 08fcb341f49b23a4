using System.Runtime.InteropServices;

namespace TokenGateway.Core.RateLimiting;

/// <summary>A request for permits from one shared counter.</summary>
/// <param name="Key">The key of the counter: the limit and the caller; the same on every node.</param>
/// <param name="Limit">The parameters of the limit.</param>
/// <param name="Permits">The number of permits to take; 0 requires one available permit and takes none.</param>
/// <param name="Nodes">
/// 0 takes all of the permits or none. Otherwise the number of nodes: up to <paramref name="Permits"/> permits are taken, but no
/// more than this node's share of the remaining ones, and at least one.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SharedTake(string Key, SharedLimit Limit, long Permits, int Nodes = 0);
