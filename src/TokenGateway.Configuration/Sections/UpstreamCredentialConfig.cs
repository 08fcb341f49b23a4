using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>A header with the gateway's own credential for the upstream. Exactly one of the two values is set.</summary>
internal sealed class UpstreamCredentialConfig(ConfigNode node)
{
    private static readonly KeyList Keys = new();

    private static readonly Key<string?> HeaderKey = Keys.Add<string?>("Header", Texts.Header, "The header that contains it.", required: true);

    private static readonly Key<string?> ValueKey = Keys.Add<string?>("Value", new TextShape { What = "a header value", Secret = true }, "The secret itself.");

    private static readonly Key<string?> ValueFileKey = Keys.Add<string?>("ValueFile", Texts.Any, "A file that holds the secret.");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = node.Path;

    public string Header { get; } = HeaderKey.In(node) ?? string.Empty;

    /// <summary>A secret: never logged.</summary>
    public string? Value { get; } = ValueKey.In(node);

    /// <summary>A file with the value, relative to the folder of the configuration file.</summary>
    public string? ValueFile { get; } = ValueFileKey.In(node);
}
