using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>What there is of a sequence of changes.</summary>
/// <param name="End">Its last change.</param>
/// <param name="Floor">Changes up to this number were pruned.</param>
internal readonly record struct SqlChangeHead(ChangeCursor End, long Floor)
{
    /// <summary>
    /// Whether a reader that stands there misses nothing by reading on to the end: not when changes after it were pruned, nor
    /// when the sequence is another one (a restored backup is shorter, or of another epoch).
    /// </summary>
    public bool IsReachedFrom(in ChangeCursor cursor) => !cursor.IsNone && End.Covers(cursor) && cursor.Seq >= Floor;
}
