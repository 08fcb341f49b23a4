using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>The range of a change sequence.</summary>
/// <param name="End">Its last change.</param>
/// <param name="Floor">Changes up to this number were pruned.</param>
internal readonly record struct SqlChangeHead(ChangeCursor End, long Floor)
{
    /// <summary>
    /// Whether a reader at this position misses nothing by reading up to the end: not if later changes were pruned, nor if
    /// the sequence is another one (a restored backup is shorter, or has another epoch).
    /// </summary>
    public bool IsReachedFrom(in ChangeCursor cursor) => !cursor.IsNone && End.Covers(cursor) && cursor.Seq >= Floor;
}
