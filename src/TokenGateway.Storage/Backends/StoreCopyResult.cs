namespace TokenGateway.Storage.Backends;

/// <summary>What a pass of a copy has done.</summary>
/// <param name="Source">The store that was copied.</param>
/// <param name="Target">Where to.</param>
/// <param name="IsFinished">Whether the target is a store now: it was the last pass, and both are the same.</param>
/// <param name="Changed">How many rows were written to the target or removed from it.</param>
/// <param name="Tables">What the comparison found; empty: it was not the last pass.</param>
public sealed record StoreCopyResult(string Source, string Target, bool IsFinished, long Changed, IReadOnlyList<StoreCopyTable> Tables);
