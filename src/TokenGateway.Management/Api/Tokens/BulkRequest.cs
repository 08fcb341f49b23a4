namespace TokenGateway.Management.Api.Tokens;

/// <summary>One change of many tokens: the named ones, or those that match a filter.</summary>
/// <param name="Action">deactivate, activate or delete.</param>
/// <param name="Ids">The ids of at most 500 tokens; alternatively <paramref name="Filter"/>.</param>
/// <param name="Filter">At least one condition; the first 500 tokens that match.</param>
/// <param name="DryRun">true: only lists the selected tokens. Absent: false.</param>
/// <param name="Reason">The reason, for the audit log and the owners' notices: at most 500 printable characters. Not for activating.</param>
internal sealed record BulkRequest(
    string? Action = null, IReadOnlyList<long>? Ids = null, BulkFilter? Filter = null, bool? DryRun = null, string? Reason = null);
