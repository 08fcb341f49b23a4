namespace TokenGateway.Core.Auditing;

/// <summary>The first fault of the log.</summary>
/// <param name="Seq">The number of the record where it appears.</param>
/// <param name="Kind">The kind of the fault.</param>
/// <param name="Message">The fault in one sentence.</param>
public sealed record AuditFault(long Seq, AuditFaultKind Kind, string Message);
