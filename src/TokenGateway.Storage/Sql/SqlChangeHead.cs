using System.Collections.Immutable;
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

    /// <summary>Where the history of a reset begins: <see cref="ChangeBatch.MaxHistory"/> before the end, or at the floor.</summary>
    public ChangeCursor HistorySince => End with { Seq = Math.Max(Floor, End.Seq - ChangeBatch.MaxHistory) };

    /// <summary>A reset with all changes after <see cref="HistorySince"/>. If one is missing, none of them is history.</summary>
    public ChangeBatch ResetWith(ImmutableArray<Change> history) => history.Length == End.Seq - HistorySince.Seq
        ? ChangeBatch.Reset with { Cursor = End, History = history, HistorySince = HistorySince }
        : ChangeBatch.Reset with { Cursor = End };
}
