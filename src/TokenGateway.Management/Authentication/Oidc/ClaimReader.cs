using System.Text.Json;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// Reads the values of a claim: a string, a number, a boolean, or a list of these. Any other shape yields no values, not even those
/// that could be read: the provider uses this claim differently from what the configuration assumes.
/// </summary>
internal static class ClaimReader
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    /// <summary>Returns the values of all documents. If any document has a claim with the whole text as its name, the path is followed in none.</summary>
    public static ClaimValues Read(IReadOnlyList<JsonElement> documents, ClaimPath path, ClaimSeparator separator)
    {
        List<JsonElement> found = [.. documents.Where(document => document.TryGetProperty(path.Text, out _)).Select(document => document.GetProperty(path.Text))];
        if (found.Count == 0 && !path.Steps.IsEmpty)
        {
            foreach (var document in documents)
            {
                if (Follow(document, path, found) is { } fault)
                    return new ClaimValues([], fault);
            }
        }

        return ValuesOf(found, separator);
    }

    private static string? Follow(JsonElement at, ClaimPath path, List<JsonElement> found)
    {
        foreach (var step in path.Steps)
        {
            if (at.ValueKind == JsonValueKind.Null)
                return null;
            if (at.ValueKind != JsonValueKind.Object)
                return $"has {NameOf(at)} where its path goes on to \"{step}\"";
            if (!at.TryGetProperty(step, out at))
                return null;
        }

        found.Add(at);
        return null;
    }

    private static ClaimValues ValuesOf(List<JsonElement> claims, ClaimSeparator separator)
    {
        var values = new List<string>();
        foreach (var claim in claims)
        {
            if (AddTo(values, claim, separator) is { } fault)
                return new ClaimValues([], fault);
        }

        return new ClaimValues([.. values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)]);
    }

    private static string? AddTo(List<string> values, JsonElement claim, ClaimSeparator separator)
    {
        if (claim.ValueKind == JsonValueKind.Null)
            return null;
        if (claim.ValueKind == JsonValueKind.String)
        {
            values.AddRange(Split(claim.GetString()!, separator));
            return null;
        }

        if (claim.ValueKind != JsonValueKind.Array)
            return AddOne(values, claim) ? null : $"is {NameOf(claim)}, not a text or a list of texts";
        foreach (var element in claim.EnumerateArray())
        {
            if (!AddOne(values, element))
                return $"is a list with {NameOf(element)} in it, not a list of texts";
        }

        return null;
    }

    private static bool AddOne(List<string> values, JsonElement element)
    {
        if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            return false;
        values.Add(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText());
        return true;
    }

    // List elements are never split: in a list, the provider has already delimited the values.
    private static string[] Split(string text, ClaimSeparator separator) => separator switch
    {
        ClaimSeparator.Space => text.Split(Spaces),
        ClaimSeparator.Comma => text.Split(',', StringSplitOptions.TrimEntries),
        _ => [text],
    };

    private static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
