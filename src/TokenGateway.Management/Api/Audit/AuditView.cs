using System.Text.Json;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;

namespace TokenGateway.Management.Api.Audit;

/// <summary>A record of the audit log.</summary>
/// <param name="Seq">Its number, from 1 without gaps.</param>
/// <param name="Actor">user:ID, token:ID, cli:NAME or gateway.</param>
/// <param name="User">The user on whose behalf.</param>
/// <param name="Token">The id of the token of the call.</param>
/// <param name="Address">The client's address.</param>
/// <param name="Action">The action: token.created, user.disabled and so on.</param>
/// <param name="Subject">token:ID, user:ID, settings or audit.</param>
/// <param name="Before">The previous state.</param>
/// <param name="After">The new state.</param>
internal sealed record AuditView(
    long Seq, DateTimeOffset At, string Actor, string? User, string? Token, string? Address, string Action, string Subject,
    JsonElement? Before, JsonElement? After)
{
    public static AuditView Of(AuditRecord record) => new(
        record.Seq, record.At, record.Entry.Actor.Name, record.Entry.Actor.User, record.Entry.Actor.Token, record.Entry.Actor.Address,
        AuditActions.NameOf(record.Entry.Action), record.Entry.Subject, Parse(record.Entry.Before), Parse(record.Entry.After));

    // A text that was tampered with may not be JSON; it is then returned as text.
    private static JsonElement? Parse(string? json)
    {
        if (json is null)
            return null;
        try
        {
            using var document = UnicodeJson.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, AuditJson.Default.String);
        }
    }
}
