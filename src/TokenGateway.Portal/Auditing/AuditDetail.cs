using System.Text.Json;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;

namespace TokenGateway.Portal.Auditing;

/// <summary>A member of a record's state before and after a change.</summary>
/// <param name="Name">Its name; empty: the whole state, if it is not a JSON object.</param>
/// <param name="Before">Its value before; null: absent.</param>
/// <param name="After">Its value after; null: absent.</param>
internal sealed record AuditDetail(string Name, string? Before, string? After)
{
    public static IReadOnlyList<AuditDetail> Of(AuditEntry entry)
    {
        var (before, after) = (Members(entry.Before), Members(entry.After));
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(name => new AuditDetail(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))];
    }

    // A text that was tampered with may not be JSON; it is then shown as text.
    private static Dictionary<string, string> Members(string? json)
    {
        if (json is null)
            return [];
        try
        {
            using var document = UnicodeJson.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => TextOf(group.Last().Value), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
        }

        return new Dictionary<string, string>(StringComparer.Ordinal) { [""] = json };
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };
}
