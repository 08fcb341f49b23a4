using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>The rules that a store and a node hold between them, each switched off.</summary>
internal static class Flaws
{
    public static IReadOnlyList<Flaw> All { get; } =
    [
        new("facts claim to be of the present") { Reading = (reading, newest) => reading with { AsOf = newest } },
        new("facts do not say how far behind they are") { Reading = (reading, _) => reading with { Heartbeat = null } },
        new("a read proves freshness") { Batch = (batch, _, _) => batch with { Heartbeat = null } },
        new("a reset proves freshness") { Batch = (batch, _, _) => batch.IsReset ? batch with { Heartbeat = null } : batch },
        new("epochs are ignored") { Batch = InOneEpoch, Reading = (reading, _) => reading with { AsOf = InOneEpoch(reading.AsOf) } },
        new("what was missed is not told") { Batch = (batch, _, from) => batch with { IsReset = batch.IsReset && from is null } },
        new("what is added is told as changed") { Batch = (batch, _, _) => With(batch, change => change with { Kind = ChangeKind.TokenChanged }) },
        new("owners are not told") { Batch = (batch, _, _) => Without(batch, ChangeKind.UserChanged) },
        new("tokens are not told") { Batch = (batch, _, _) => Without(batch, ChangeKind.TokenChanged) },
        new("shared facts claim to be of the present") { Shared = (reading, followed) => reading with { AsOf = followed } },
        new("the history of a reset has gaps") { Batch = (batch, _, _) => batch with { History = batch.History.IsDefault ? default : [] } },
        new("facts say nothing of where they are of") { Reading = (reading, _) => reading with { AsOf = default } },
    ];

    private static ChangeCursor InOneEpoch(ChangeCursor cursor) => cursor with { Epoch = "the one" };

    private static ChangeBatch InOneEpoch(ChangeBatch batch, Moment moment, ChangeCursor? from) => from is { } cursor
        ? batch with { IsReset = false, Cursor = InOneEpoch(batch.Cursor), Changes = [.. moment.Lineage.Between(cursor.Seq, moment.Seq)] }
        : batch with { Cursor = InOneEpoch(batch.Cursor) };

    private static ChangeBatch With(ChangeBatch batch, Func<Change, Change> told) => batch with { Changes = [.. batch.Changes.Select(told)] };

    private static ChangeBatch Without(ChangeBatch batch, ChangeKind kind) =>
        batch with { Changes = [.. batch.Changes.Where(change => change.Kind != kind)] };
}
