using System.Text.Json;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// Describes a node that should be something else. .NET flattens <c>{}</c> and null to one value, <c>[]</c> and <c>""</c>
/// to another; only the JSON text distinguishes them.
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

    /// <summary>A value for a message: quoted, escaped, at most 60 characters.</summary>
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
