using TokenGateway.Core.Auditing;

namespace TokenGateway.Commands.Audit;

/// <summary>The result of an audit log check as JSON.</summary>
/// <param name="Checked">Records that form an intact chain.</param>
/// <param name="Unchecked">Records that an earlier key sealed.</param>
/// <param name="Head"><c>SEQ:HEX</c>.</param>
/// <param name="Broken">The first fault; null: none.</param>
internal sealed record AuditReportJson(
    bool Intact, long Checked, long Unchecked, DateTimeOffset? From, DateTimeOffset? Until, string? Head, AuditFaultJson? Broken)
{
    public static AuditReportJson Of(AuditReport report) => new(
        report.Fault is null, report.Checked, report.Unchecked, report.From, report.Until, report.Head?.ToString(),
        report.Fault is { } fault ? AuditFaultJson.Of(fault) : null);
}
