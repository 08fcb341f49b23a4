using System.Runtime.InteropServices;

namespace TokenGateway.Core.RateLimiting;

/// <summary>What is asked of one shared count.</summary>
/// <param name="Key">Whose count of which limit; the same on every node.</param>
/// <param name="Limit">Its values.</param>
/// <param name="Permits">How many are taken; 0: one must be there, and none is taken.</param>
/// <param name="Nodes">
/// 0: all of the permits or none. Otherwise up to <paramref name="Permits"/> of them, but no more than this node's part of what
/// is there among so many nodes, and at least one.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SharedTake(string Key, SharedLimit Limit, long Permits, int Nodes = 0);
