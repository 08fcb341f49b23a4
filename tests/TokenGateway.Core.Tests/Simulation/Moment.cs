using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>The store as it stood from one commit of the primary to the next.</summary>
/// <param name="At">When the primary committed it.</param>
/// <param name="Lineage">Its sequence of changes.</param>
/// <param name="Seq">Where the sequence ends.</param>
/// <param name="Floor">Up to where it was pruned.</param>
/// <param name="Heartbeat">The newest heartbeat in it.</param>
/// <param name="Content">What it holds.</param>
internal sealed record Moment(TimeSpan At, Lineage Lineage, long Seq, long Floor, TimeSpan Heartbeat, Content Content)
{
    public ChangeCursor End => new(Lineage.Epoch, Seq);

    /// <summary>What follows a place; a reset where that cannot be told.</summary>
    public ChangeBatch After(ChangeCursor? from) => from is { } cursor && End.Covers(cursor) && cursor.Seq >= Floor
        ? new ChangeBatch([.. Lineage.Between(cursor.Seq, Seq)], IsReset: false) { Cursor = End }
        : ChangeBatch.Reset with { Cursor = End, History = [.. Lineage.Between(HistorySince, Seq)], HistorySince = End with { Seq = HistorySince } };

    private long HistorySince => Math.Max(Floor, Seq - ChangeBatch.MaxHistory);
}
