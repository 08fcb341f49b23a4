using System.Text.Json;
using TokenGateway.Configuration.Errors;
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
        var section = ConfigNode.Of(ConfigPath.Gateway, defaults.RootElement, origin);
        return ConfigNode.Empty with
        {
            Children = [section with { Children = [.. section.Children, ConfigNode.Of("Credentials", credentials, origin)] }],
        };
    }
}
