using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>One rule switched off between a store and a node, to show that the simulator sees it.</summary>
internal sealed record Flaw(string Name)
{
    public static Flaw None { get; } = new("none");

    /// <summary>What a node follows, in place of what the feed gave it after a cursor.</summary>
    public Func<ChangeBatch, Moment, ChangeCursor?, ChangeBatch> Batch { get; init; } = (batch, _, _) => batch;

    /// <summary>What fills the cache, in place of what the source gave; beside it the newest that the primary has.</summary>
    public Func<FactsReading, ChangeCursor, FactsReading> Reading { get; init; } = (reading, _) => reading;

    /// <summary>What another node shared, in place of that; beside it how far the node has followed.</summary>
    public Func<FactsReading, ChangeCursor, FactsReading> Shared { get; init; } = (reading, _) => reading;

    public override string ToString() => Name;
}
