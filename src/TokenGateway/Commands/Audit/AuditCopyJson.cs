using TokenGateway.Core.Auditing;

namespace TokenGateway.Commands.Audit;

/// <summary>A record in an exported copy: every field that its seal covers, exactly and to the tick, and the seal.</summary>
/// <param name="Before">The text as sealed.</param>
/// <param name="After">The text as sealed.</param>
/// <param name="Seal">In hexadecimal.</param>
internal sealed record AuditCopyJson(
    long Seq, DateTimeOffset At, string Actor, string? User, string? Token, string? Address, string Action, string Subject,
    string? Before, string? After, string Seal)
{
    public static AuditCopyJson Of(AuditRecord record) => new(
        record.Seq, record.At, record.Entry.Actor.Name, record.Entry.Actor.User, record.Entry.Actor.Token, record.Entry.Actor.Address,
        record.Entry.ActionName, record.Entry.Subject, record.Entry.Before, record.Entry.After, Convert.ToHexStringLower(record.Seal.AsSpan()));
}
