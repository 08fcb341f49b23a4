using System.Text.Json;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Audit;

/// <summary>A record as JSON.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="User">On whose behalf.</param>
/// <param name="Token">The token that the call was made with.</param>
/// <param name="Before">The previous state.</param>
/// <param name="After">The new state.</param>
internal sealed record AuditJson(
    long Seq, DateTimeOffset At, string Actor, string? User, string? Token, string? Address, string Action, string Subject,
    JsonElement? Before, JsonElement? After)
{
    public static AuditJson Of(AuditRecord record) => new(
        record.Seq, record.At, record.Entry.Actor.Name, record.Entry.Actor.User, record.Entry.Actor.Token, record.Entry.Actor.Address,
        record.Entry.ActionName, record.Entry.Subject, Parse(record.Entry.Before), Parse(record.Entry.After));

    // A text that was tampered with may not be JSON; it is then shown as text.
    private static JsonElement? Parse(string? text)
    {
        if (text is null)
            return null;
        try
        {
            using var document = UnicodeJson.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, CommandJson.Default.String);
        }
    }
}
