using System.Text.Json;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Commands.Audit;

/// <summary>A fault of the audit log as JSON.</summary>
/// <param name="Seq">The record where it appears.</param>
/// <param name="Kind">In snake case: <c>edited</c>, <c>missing</c>, <c>cut_off_at_end</c> and so on.</param>
internal sealed record AuditFaultJson(long Seq, string Kind, string Message)
{
    public static AuditFaultJson Of(AuditFault fault) =>
        new(fault.Seq, JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Kind.ToString()), fault.Message);
}
