namespace TokenGateway.Core.Auditing;

/// <summary>The result of a pruning.</summary>
/// <param name="Gone">The number of removed records.</param>
/// <param name="Fault">Why it stopped: the records to remove are evidence of tampering; null: no fault.</param>
public sealed record AuditPruning(int Gone, AuditFault? Fault = null);
