namespace TokenGateway.Core.Auditing;

/// <summary>The first thing that is wrong with the log.</summary>
/// <param name="Seq">The number of the record where it shows.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Message">The same for people, one sentence.</param>
public sealed record AuditFault(long Seq, AuditFaultKind Kind, string Message);
