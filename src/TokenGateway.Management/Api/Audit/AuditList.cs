namespace TokenGateway.Management.Api.Audit;

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Next">The cursor of the next page; null: this is the last.</param>
internal sealed record AuditList(IReadOnlyList<AuditView> Items, string? Next);
