namespace TokenGateway.Core.Auditing;

/// <summary>What retention did.</summary>
/// <param name="Gone">How many records went.</param>
/// <param name="Fault">Why it did not go on: what it would have taken away is evidence; null: nothing is wrong.</param>
public sealed record AuditPruning(int Gone, AuditFault? Fault = null);
