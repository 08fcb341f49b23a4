namespace TokenGateway.Core.Auditing;

/// <summary>Which records to list; null parts are not asked.</summary>
public sealed record AuditFilter
{
    public static AuditFilter All { get; } = new();

    /// <summary>As it stands in the record: <c>user:alice</c>, <c>token:7</c>, <c>cli:root</c>.</summary>
    public string? Actor { get; init; }

    public AuditAction? Action { get; init; }

    public string? Subject { get; init; }

    /// <summary>From this time on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Until { get; init; }
}
