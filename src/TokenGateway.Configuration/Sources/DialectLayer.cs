using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sources;

/// <summary>
/// What a dialect says where nothing is written, as the earliest layer of the configuration: so that it is read, checked
/// and shown like everything else, with the dialect as its source.
/// </summary>
internal static class DialectLayer
{
    /// <exception cref="JsonException">The definition's defaults are no JSON object.</exception>
    public static ConfigNode Of(IDialectDefinition dialect)
    {
        using var defaults = JsonDocument.Parse(dialect.Defaults);
        var origin = new ConfigOrigin($"dialect {dialect.Name}", 0);
        var credentials = JsonSerializer.SerializeToElement(dialect.Credentials);
        var section = Node(ConfigPath.Gateway, defaults.RootElement, origin);
        return ConfigNode.Empty with
        {
            Children = [section with { Children = [.. section.Children, Node("Credentials", credentials, origin)] }],
        };
    }

    private static ConfigNode Node(string key, JsonElement json, ConfigOrigin origin) => new()
    {
        Key = key,
        HasValue = json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array),
        Value = json.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null ? null : json.ToString(),
        Kind = json.ValueKind,
        Origin = origin,
        Children = json.ValueKind switch
        {
            JsonValueKind.Object => [.. json.EnumerateObject().Select(one => Node(one.Name, one.Value, origin))],
            JsonValueKind.Array => [.. json.EnumerateArray().Select((one, i) => Node(i.ToString(System.Globalization.CultureInfo.InvariantCulture), one, origin))],
            _ => [],
        },
    };
}
