namespace TokenGateway.Core.Auditing;

/// <summary>What a check of the whole log came to.</summary>
public sealed record AuditReport
{
    /// <summary>How many records follow one another as they were sealed, up to the first that does not.</summary>
    public required long Checked { get; init; }

    /// <summary>How many an earlier key sealed: they are there and cannot be checked.</summary>
    public required long Unchecked { get; init; }

    /// <summary>The moment of the first record that was checked; null: none was.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment of the last record that was checked.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where the log ends; null: nothing was recorded.</summary>
    public AuditHead? Head { get; init; }

    /// <summary>Up to where records were taken away, or are sealed with an earlier key; null: nowhere.</summary>
    public AuditHead? Checkpoint { get; init; }

    /// <summary>The head to compare with names a record at or before which nothing can be compared any more.</summary>
    public bool IsKnownHeadTooOld { get; init; }

    /// <summary>Null: intact.</summary>
    public AuditFault? Fault { get; init; }
}
