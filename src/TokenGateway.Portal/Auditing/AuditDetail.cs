using System.Text.Json;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;

namespace TokenGateway.Portal.Auditing;

/// <summary>A member of what a record says it was before, and is after.</summary>
/// <param name="Name">Its name; empty: the whole, where it is no JSON object.</param>
/// <param name="Before">Its value before; null: it had none.</param>
/// <param name="After">Its value after; null: it has none.</param>
internal sealed record AuditDetail(string Name, string? Before, string? After)
{
    public static IReadOnlyList<AuditDetail> Of(AuditEntry entry)
    {
        var (before, after) = (Members(entry.Before), Members(entry.After));
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(name => new AuditDetail(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))];
    }

    // Somebody may have written something else into the store; then it is shown as the text that it is.
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
