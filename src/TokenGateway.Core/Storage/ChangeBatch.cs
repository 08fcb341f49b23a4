using System.Collections.Immutable;

namespace TokenGateway.Core.Storage;

/// <summary>The changes since the last read.</summary>
/// <param name="Changes">In commit order.</param>
/// <param name="IsReset">
/// The reader cannot tell what it missed (first read, pruned changes, a restored backup, a promoted standby): nothing
/// cached is known to be current any more.
/// </param>
public readonly record struct ChangeBatch(ImmutableArray<Change> Changes, bool IsReset)
{
    public static ChangeBatch Nothing { get; } = new([], IsReset: false);

    public static ChangeBatch Reset { get; } = new([], IsReset: true);

    /// <summary>At most this many changes are in <see cref="History"/>.</summary>
    public const int MaxHistory = 500;

    /// <summary>
    /// With a reset: the last changes before <see cref="Cursor"/>, so that facts which another node read a while ago can be told
    /// from outdated ones. Default: the reader does not know them.
    /// </summary>
    public ImmutableArray<Change> History { get; init; }

    /// <summary>The cursor that <see cref="History"/> follows without a gap.</summary>
    public ChangeCursor HistorySince { get; init; }

    /// <summary>The cursor of a change in <see cref="History"/>.</summary>
    public ChangeCursor HistoryAt(int index) => HistorySince with { Seq = HistorySince.Seq + index + 1 };

    /// <summary>The reader's position after the batch.</summary>
    public ChangeCursor Cursor { get; init; }

    /// <summary>
    /// The newest time, by the primary's clock, up to which this batch and earlier ones are complete. Null: the primary
    /// itself was read, and that time is when the read began.
    /// </summary>
    public DateTimeOffset? Heartbeat { get; init; }
}
