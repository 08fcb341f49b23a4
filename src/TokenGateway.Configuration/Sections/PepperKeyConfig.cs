using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>An element of <c>TokenGateway:Tokens:Pepper</c>. Exactly one of the two values is set.</summary>
internal sealed class PepperKeyConfig(ConfigNode node)
{
    private static readonly KeyList Keys = new();

    private static readonly Key<string?> IdKey = Keys.Add<string?>(
        "Id", new TextShape { What = "a key's id", Pattern = Patterns.KeyId, Hint = "1 to 32 letters, digits, dots, dashes" }, "Stored beside the digests made with it.", required: true);

    private static readonly Key<string?> KeyKey = Keys.Add<string?>("Key", new TextShape { What = "a key", MaxLength = 1024, Secret = true }, "At least 32 bytes, in base64.");

    private static readonly Key<string?> KeyFileKey = Keys.Add<string?>("KeyFile", Texts.Any, "A file with the key.");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = node.Path;

    public string Id { get; } = IdKey.In(node) ?? string.Empty;

    /// <summary>A secret: never logged.</summary>
    public string? Key { get; } = KeyKey.In(node);

    /// <summary>A file with the key, relative to the folder of the configuration file.</summary>
    public string? KeyFile { get; } = KeyFileKey.In(node);
}
