namespace TokenGateway.Storage.Sqlite;

/// <summary>The rows of <c>audit_ends</c>.</summary>
internal static class AuditEnds
{
    /// <summary>The newest record.</summary>
    public const string Head = "head";

    /// <summary>The last record that retention took away, or that an earlier key sealed.</summary>
    public const string Checkpoint = "checkpoint";
}
