using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sources;

/// <summary>
/// A dialect's defaults as the lowest layer of the configuration, so that they are read, checked and shown like other keys,
/// with the dialect as their source.
/// </summary>
internal static class DialectLayer
{
    /// <exception cref="JsonException">The definition's defaults are not a JSON object.</exception>
    public static ConfigNode Of(IDialectDefinition dialect)
    {
        using var defaults = JsonDocument.Parse(dialect.Defaults);
        var origin = new ConfigOrigin($"dialect {dialect.Name}", 0);
        var section = ConfigNode.Of(ConfigPath.Gateway, defaults.RootElement, origin);
        return ConfigNode.Empty with
        {
            Children = [section with { Children = [.. section.Children, ConfigNode.Of("Credentials", dialect.Credentials, origin)] }],
        };
    }
}
