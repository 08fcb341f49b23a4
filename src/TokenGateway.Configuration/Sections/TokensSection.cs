using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Tokens</c>.</summary>
internal static class TokensSection
{
    public const string Key = "Tokens";

    private static readonly TextShape Prefix = new()
    {
        What = "a token prefix",
        Pattern = "[a-z][a-z0-9]{1,15}",
        Hint = "2 to 16 lower case letters and digits, a letter first",
    };

    private static readonly string[] OwnerRights = ["List", "Create", "Deactivate", "Rotate", "Delete"];

    private const string AllOwnerRights = """["List", "Create", "Deactivate", "Rotate", "Delete"]""";

    private static readonly ObjectShape PepperKey = new(
        new("Id", new TextShape { What = "a key's id", Pattern = "[A-Za-z0-9._-]{1,32}", Hint = "1 to 32 letters, digits, dots, dashes" }, "Stored beside the digests made with it.") { Required = true },
        new("Key", new TextShape { What = "a key", MaxLength = 1024, Secret = true }, "At least 32 bytes, in base64."),
        new("KeyFile", Texts.Any, "A file with the key."));

    /// <summary>What a realm may say otherwise.</summary>
    private static readonly KeyShape[] OfRealms =
    [
        new("Enabled", new BooleanShape(), "false: no token can be created, and none is accepted.", "true"),
        new("MaxPerUser", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Live tokens a user may have; null: no limit.", "50"),
        new("MaxTotal", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Live tokens a realm may have; null: no limit.", "null"),
        new("MaxLifetime", new DurationShape("1s", "36500d") { Nullable = true }, "The longest time a token may live; null: no limit.", "null"),
        new("AllowNonExpiring", new BooleanShape(), "Whether a token may be created without an expiry.", "true"),
        new("Creators", new EnumShape(Enum.GetNames<TokenCreators>()), "Who may create tokens; Selected: administrators and selected users.", "\"Everyone\""),
        new("OwnersMay", new ListShape(new EnumShape(OwnerRights)) { MayBeEmpty = true }, "What owners may do with their own tokens.", AllOwnerRights),
        new("CreateForOthers", new EnumShape(Enum.GetNames<CreateForOthers>()), "Who may create tokens for other users.", "\"Administrators\""),
        new("DefaultManages", new EnumShape(Enum.GetNames<DefaultManages>()), "The management rights of a new token by default.", "\"None\""),
    ];

    /// <summary>Where a realm says nothing, what holds for all tokens holds.</summary>
    public static readonly ObjectShape RealmShape = new([.. OfRealms.Select(key => key with { Default = null })]);

    public static readonly ObjectShape Shape = new(
    [
        .. OfRealms,
        new("Prefix", Prefix, "The prefix of new tokens' values.", "\"tgw\""),
        new("KeepDeleted", new DurationShape("0s", "3650d"), "How long a deleted token is still listed as deleted.", "\"90d\""),
        new("Recoverable", new BooleanShape(), "true: values are stored, encrypted, so that owners can see them again.", "false"),
        new("RecoveryKey", new TextShape { What = "a key", MaxLength = 4096, Secret = true }, "The encryption key, 32 bytes in base64; only from the environment."),
        new("RecoveryKeyFile", Texts.Any, "A file with the key."),
        new("Pepper", new ListShape(PepperKey), "Keys for digests (HMAC-SHA-256); the first is used for new ones."),
        new("PepperRequired", new BooleanShape(), "true: tokens stored without a pepper are refused.", "false"),
    ]);

    public static TokensConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return Read(node, new TokensConfig { Path = $"{ConfigPath.Gateway}:{Key}" }) with
        {
            Prefix = node.Text("Prefix") ?? "tgw",
            Recoverable = node.Boolean("Recoverable"),
            RecoveryKey = node.Text("RecoveryKey"),
            RecoveryKeyFile = node.Text("RecoveryKeyFile"),
            KeepDeleted = node.Duration("KeepDeleted") ?? TimeSpan.FromDays(90),
            Pepper = node.List("Pepper", ReadKey),
            PepperRequired = node.Boolean("PepperRequired"),
        };
    }

    /// <summary>What a realm may say otherwise, by <paramref name="others"/> where <paramref name="node"/> says nothing.</summary>
    public static TokensConfig Read(ConfigNode? node, TokensConfig others) => others with
    {
        Enabled = node.Boolean("Enabled", others.Enabled),
        MaxPerUser = node.Integer("MaxPerUser", others.MaxPerUser),
        MaxTotal = node.Integer("MaxTotal", others.MaxTotal),
        MaxLifetime = node.Duration("MaxLifetime", others.MaxLifetime),
        AllowNonExpiring = node.Boolean("AllowNonExpiring", others.AllowNonExpiring),
        Creators = node?["Creators"] is null ? others.Creators : node.Word<TokenCreators>("Creators"),
        OwnersMay = node.Texts("OwnersMay") is { } rights ? Sum(rights) : others.OwnersMay,
        CreateForOthers = node?["CreateForOthers"] is null ? others.CreateForOthers : node.Word<CreateForOthers>("CreateForOthers"),
        DefaultManages = node?["DefaultManages"] is null ? others.DefaultManages : node.Word<DefaultManages>("DefaultManages"),
    };

    /// <summary>What can be set at run time and is written here: a ceiling for what is set.</summary>
    public static ImmutableHashSet<SettingName> Named(ConfigNode? parent) =>
        [.. Enum.GetValues<SettingName>().Where(name => parent?[Key]?[name.ToString()] is not null)];

    /// <summary>The rules that join several keys.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        CheckRecovery(gateway?[Key], errors);
        var keys = gateway?[Key]?["Pepper"];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in keys?.Children ?? [])
        {
            var key = ReadKey(node);
            if (!ids.Add(key.Id))
                errors.Add(ConfigPath.Join(node.Path, "Id"), $"\"{key.Id}\" is another key's id already");
            if (key.Key is null == key.KeyFile is null)
                errors.Add(node.Path, "exactly one of \"Key\" and \"KeyFile\" is needed");
        }

        if (keys is null && gateway?[Key].Boolean("PepperRequired") == true)
            errors.Add(ConfigPath.Join(ConfigPath.Gateway, Key, "PepperRequired"), "there is no key under \"Pepper\", so every token would be refused");
    }

    // A key in the file lies beside what it protects, in every copy and every diff.
    private static void CheckRecovery(ConfigNode? tokens, ConfigErrors errors)
    {
        var path = ConfigPath.Join(ConfigPath.Gateway, Key, "RecoveryKey");
        var key = tokens?["RecoveryKey"];
        if (key?.Origin is { Line: > 0 })
            errors.Add(path, "the key must not be in this file: set it in the variable TokenGateway__Tokens__RecoveryKey, or in a file that \"RecoveryKeyFile\" names");
        if (key is not null && tokens?["RecoveryKeyFile"] is not null)
            errors.Add(path, "only one of \"RecoveryKey\" and \"RecoveryKeyFile\" is allowed");
        if (tokens.Boolean("Recoverable") && key is null && tokens?["RecoveryKeyFile"] is null)
        {
            errors.Add(ConfigPath.Join(ConfigPath.Gateway, Key, "Recoverable"),
                "a key is needed, 32 bytes in base64: in the variable TokenGateway__Tokens__RecoveryKey, or in a file that \"RecoveryKeyFile\" names");
        }
    }

    private static TokenOwnerRights Sum(IReadOnlyList<string> words) => words.Aggregate(
        TokenOwnerRights.None, (sum, word) => Enum.TryParse<TokenOwnerRights>(word, ignoreCase: true, out var right) ? sum | right : sum);

    private static PepperKeyConfig ReadKey(ConfigNode node) => new()
    {
        Path = node.Path,
        Id = node.Text("Id") ?? string.Empty,
        Key = node.Text("Key"),
        KeyFile = node.Text("KeyFile"),
    };
}
