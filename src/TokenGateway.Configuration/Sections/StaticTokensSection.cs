using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:StaticTokens</c>.</summary>
internal static class StaticTokensSection
{
    public const string Key = "StaticTokens";

    private const string DefaultRealm = "default";

    // Someone may paste the token itself where its digest is meant.
    private static readonly TextShape Digest = new()
    {
        What = "a SHA-256 digest",
        Pattern = "[0-9A-Fa-f]{64}",
        Hint = "64 hexadecimal digits, as `tokengateway token generate --offline` prints them",
        Secret = true,
    };

    public static readonly ListShape Shape = new(new ObjectShape(
        new("Name", new TextShape { What = "a token name", MaxLength = 255 }, "Unique; the token's id is static:NAME.") { Required = true },
        new("User", Texts.Any, "The id of its owner.") { Required = true },
        new("Sha256", Digest, "SHA-256 of the value in hexadecimal digits.") { Required = true },
        new("Role", Texts.Role, "The owner's highest when absent."),
        new("Permissions", new ListShape(Texts.Permission), "A part of what the role has; all of it when absent."),
        new("Realm", Texts.Any, "The realm it belongs to.", $"\"{DefaultRealm}\""),
        new("ExpiresAt", new InstantShape { Nullable = true }, "Its end; null: none.", "null")))
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyList<StaticTokenConfig> Read(ConfigNode? gateway) => gateway.List(Key, node => new StaticTokenConfig
    {
        Path = node.Path,
        Name = node.Text("Name") ?? string.Empty,
        User = node.Text("User") ?? string.Empty,
        Sha256 = (node.Text("Sha256") ?? string.Empty).ToLowerInvariant(),
        Role = node.Text("Role"),
        Permissions = node.Texts("Permissions"),
        Realm = node.Text("Realm") ?? DefaultRealm,
        ExpiresAt = node.Instant("ExpiresAt"),
    });

    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var digests = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in gateway?[Key]?.Children ?? [])
        {
            CheckUnique(token, "Name", names, errors);
            CheckUnique(token, "Sha256", digests, errors);
        }
    }

    private static void CheckUnique(ConfigNode token, string key, Dictionary<string, string> seen, ConfigErrors errors)
    {
        if (token.Text(key) is { } value && !seen.TryAdd(value, token.Key))
            errors.Add(ConfigPath.Join(token.Path, key), $"the same as that of {Key}:{seen[value]}");
    }
}
