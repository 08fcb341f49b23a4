using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>An element of <c>TokenGateway:StaticTokens</c>: a declared token; its id is <c>static:</c> and the name.</summary>
internal sealed class StaticTokenConfig(ConfigNode node)
{
    public const string Section = "StaticTokens";

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> NameKey =
        Keys.Add<string?>("Name", new TextShape { What = "a token name", MaxLength = 255 }, "Unique; the token's id is static:NAME.", required: true);

    private static readonly Key<string?> UserKey = Keys.Add<string?>("User", Texts.Any, "The id of its owner.", required: true);

    private static readonly Key<string?> Sha256Key = Keys.Add<string?>("Sha256", Texts.Digest, "SHA-256 of the value in hexadecimal digits.", required: true);

    private static readonly Key<string?> RoleKey = Keys.Add<string?>("Role", Texts.Role, "The owner's highest when absent.");

    private static readonly Key<IReadOnlyList<string>?> PermissionsKey =
        Keys.Add<IReadOnlyList<string>?>("Permissions", new ListShape(Texts.Permission), "A subset of the role's permissions; all of them when absent.");

    private static readonly Key<string> RealmKey = Keys.Add<string>("Realm", Texts.Any, "The realm it belongs to.", "\"default\"");

    private static readonly Key<DateTimeOffset?> ExpiresAtKey =
        Keys.Add<DateTimeOffset?>("ExpiresAt", new InstantShape { Nullable = true }, "When it expires; null: never.", "null");

    public static readonly ListShape Shape = new(Keys.Shape) { MayBeEmpty = true };

    public string Path { get; } = node.Path;

    public string Name { get; } = NameKey.In(node) ?? string.Empty;

    /// <summary>The id of its owner.</summary>
    public string User { get; } = UserKey.In(node) ?? string.Empty;

    /// <summary>SHA-256 of the exact bytes of the value: 64 hexadecimal digits in lower case.</summary>
    public string Sha256 { get; } = (Sha256Key.In(node) ?? string.Empty).ToLowerInvariant();

    /// <summary>Null: the owner's highest role.</summary>
    public string? Role { get; } = RoleKey.In(node);

    /// <summary>Null: all permissions of the role.</summary>
    public IReadOnlyList<string>? Permissions { get; } = PermissionsKey.In(node);

    public string Realm { get; } = RealmKey.In(node);

    /// <summary>Null: it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; } = ExpiresAtKey.In(node);

    public static IReadOnlyList<StaticTokenConfig> Read(ConfigNode? gateway) => gateway.List(Section, node => new StaticTokenConfig(node));

    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var digests = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in gateway?[Section]?.Children ?? [])
        {
            CheckUnique(token, "Name", names, errors);
            CheckUnique(token, "Sha256", digests, errors);
        }
    }

    private static void CheckUnique(ConfigNode token, string key, Dictionary<string, string> seen, ConfigErrors errors)
    {
        if (token.Text(key) is { } value && !seen.TryAdd(value, token.Key))
            errors.Add(ConfigPath.Join(token.Path, key), $"the same as that of {Section}:{seen[value]}");
    }
}
