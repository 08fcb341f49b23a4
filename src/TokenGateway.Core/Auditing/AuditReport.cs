namespace TokenGateway.Core.Auditing;

/// <summary>The result of checking the whole log.</summary>
public sealed record AuditReport
{
    /// <summary>The number of records that form an intact chain, up to the first fault.</summary>
    public required long Checked { get; init; }

    /// <summary>The number that an earlier key sealed: they exist but cannot be checked.</summary>
    public required long Unchecked { get; init; }

    /// <summary>The time of the first checked record; null: none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time of the last checked record.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The head of the log; null: no records.</summary>
    public AuditHead? Head { get; init; }

    /// <summary>The position up to which records were removed, or sealed with an earlier key; null: none.</summary>
    public AuditHead? Checkpoint { get; init; }

    /// <summary>Whether the known head is too old to compare, because its record is no longer available.</summary>
    public bool IsKnownHeadTooOld { get; init; }

    /// <summary>Null: intact.</summary>
    public AuditFault? Fault { get; init; }
}
