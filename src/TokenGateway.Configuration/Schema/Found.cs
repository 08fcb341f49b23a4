using System.Text.Json;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// Names what stands at a place where something else is meant. .NET flattens <c>{}</c> and null to one thing, <c>[]</c>
/// and <c>""</c> to another; only the JSON text tells them apart.
/// </summary>
internal static class Found
{
    public static string In(ConfigNode node) => node.Kind switch
    {
        JsonValueKind.Object => node.IsLeaf ? "{}" : "an object",
        JsonValueKind.Array => node.IsLeaf ? "[]" : "a list",
        JsonValueKind.String => node.Value is "" ? "\"\"" : "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Null => "null",
        _ => InFlat(node),
    };

    /// <summary>A value as a message may repeat it: quoted, escaped, at most 60 characters.</summary>
    public static string Quote(string value)
    {
        var escaped = JsonEncodedText.Encode(value.Length <= 60 ? value : value[..60] + "...", System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return $"\"{escaped}\"";
    }

    private static string InFlat(ConfigNode node) => node switch
    {
        { IsList: true } => "a list",
        { IsLeaf: false } => "an object",
        { Value: null } => "null or {}",
        { Value: "" } => "\"\" or []",
        _ => "text",
    };
}
