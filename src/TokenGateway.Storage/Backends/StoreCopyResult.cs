namespace TokenGateway.Storage.Backends;

/// <summary>The result of one pass of a copy.</summary>
/// <param name="Source">The store that was copied.</param>
/// <param name="Target">The target.</param>
/// <param name="IsFinished">Whether the target is now a complete store: it was the last pass, and both are equal.</param>
/// <param name="Changed">The number of rows written to the target or removed from it.</param>
/// <param name="Tables">The result of the comparison; empty: it was not the last pass.</param>
public sealed record StoreCopyResult(string Source, string Target, bool IsFinished, long Changed, IReadOnlyList<StoreCopyTable> Tables);
