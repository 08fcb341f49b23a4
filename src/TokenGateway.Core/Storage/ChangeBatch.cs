using System.Collections.Immutable;

namespace TokenGateway.Core.Storage;

/// <summary>What has happened since the last read.</summary>
/// <param name="Changes">In commit order.</param>
/// <param name="IsReset">
/// The reader cannot tell what it missed (first read, pruned, a restored backup, a promoted standby): nothing cached is known
/// to be current any more.
/// </param>
public readonly record struct ChangeBatch(ImmutableArray<Change> Changes, bool IsReset)
{
    public static ChangeBatch Nothing { get; } = new([], IsReset: false);

    public static ChangeBatch Reset { get; } = new([], IsReset: true);

    /// <summary>Where the reader stands behind the batch.</summary>
    public ChangeCursor Cursor { get; init; }

    /// <summary>
    /// The newest moment, by the primary's clock, up to which everything is in this batch or an earlier one. Null: the
    /// primary itself was read, and that moment is when the read began.
    /// </summary>
    public DateTimeOffset? Heartbeat { get; init; }
}
