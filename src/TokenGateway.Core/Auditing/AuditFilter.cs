namespace TokenGateway.Core.Auditing;

/// <summary>The filter of a list of records; null members do not filter.</summary>
public sealed record AuditFilter
{
    public static AuditFilter All { get; } = new();

    /// <summary>The exact name in the record: <c>user:alice</c>, <c>token:7</c>, <c>cli:root</c>.</summary>
    public string? Actor { get; init; }

    public AuditAction? Action { get; init; }

    public string? Subject { get; init; }

    /// <summary>At or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Until { get; init; }
}
