namespace TokenGateway.Storage.Sql;

/// <summary>Where a sequence of changes ends, or how far a reader has come in it.</summary>
/// <param name="StoreId">Which store's sequence it is.</param>
/// <param name="Floor">Changes up to this number were pruned.</param>
/// <param name="Last">The number of the last change; 0: none yet.</param>
internal readonly record struct SqlChangePosition(string StoreId, long Floor, long Last)
{
    /// <summary>
    /// Whether a reader that stands here misses nothing by reading up to <paramref name="end"/>: not when changes after
    /// it were pruned, nor when the sequence is another one (a restored backup is shorter, or another store).
    /// </summary>
    public bool LeadsTo(in SqlChangePosition end) => StoreId == end.StoreId && Last >= end.Floor && Last <= end.Last;
}
