using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Tokens</c>: options for all tokens of the store. A realm may override some of them.</summary>
internal sealed class TokensConfig
{
    public const string Section = "Tokens";

    private static readonly string[] OwnerRights = ["List", "Create", "Deactivate", "Rotate", "Delete"];

    private static readonly TextShape PrefixShape = new()
    {
        What = "a token prefix",
        Pattern = Patterns.TokenPrefix,
        Hint = "2 to 16 lower case letters and digits, a letter first",
    };

    private static readonly KeyList Keys = new();

    private static readonly Key<bool> EnabledKey = Keys.Add<bool>("Enabled", new BooleanShape(), "false: no token can be created, and none is accepted.", "true");

    private static readonly Key<int?> MaxPerUserKey =
        Keys.Add<int?>("MaxPerUser", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Live tokens a user may have; null: no limit.", "50");

    private static readonly Key<int?> MaxTotalKey =
        Keys.Add<int?>("MaxTotal", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Live tokens a realm may have; null: no limit.", "null");

    private static readonly Key<TimeSpan?> MaxLifetimeKey =
        Keys.Add<TimeSpan?>("MaxLifetime", new DurationShape("1s", "36500d") { Nullable = true }, "The maximum lifetime of a token; null: no limit.", "null");

    private static readonly Key<bool> AllowNonExpiringKey = Keys.Add<bool>("AllowNonExpiring", new BooleanShape(), "Whether a token may be created without an expiry.", "true");

    private static readonly Key<TokenCreators> CreatorsKey = Keys.Add<TokenCreators>(
        "Creators", new EnumShape(Enum.GetNames<TokenCreators>()), "Who may create tokens; Selected: administrators and selected users.", "\"Everyone\"");

    private static readonly Key<IReadOnlyList<string>> OwnersMayKey = Keys.Add<IReadOnlyList<string>>(
        "OwnersMay", new ListShape(new EnumShape(OwnerRights)) { MayBeEmpty = true }, "What owners may do with their own tokens.", """["List", "Create", "Deactivate", "Rotate", "Delete"]""");

    private static readonly Key<CreateForOthers> CreateForOthersKey = Keys.Add<CreateForOthers>(
        "CreateForOthers", new EnumShape(Enum.GetNames<CreateForOthers>()), "Who may create tokens for other users.", "\"Administrators\"");

    private static readonly Key<DefaultManages> DefaultManagesKey = Keys.Add<DefaultManages>(
        "DefaultManages", new EnumShape(Enum.GetNames<DefaultManages>()), "The management rights of a new token by default.", "\"None\"");

    /// <summary>The keys that a realm may override; absent ones inherit the options of all tokens.</summary>
    public static readonly ObjectShape RealmShape = new([.. Keys.Shape.Keys.Select(key => key with { Default = null })]);

    private static readonly Key<string> PrefixKey = Keys.Add<string>("Prefix", PrefixShape, "The prefix of new tokens' values.", "\"tgw\"");

    private static readonly Key<TimeSpan> KeepDeletedKey =
        Keys.Add<TimeSpan>("KeepDeleted", new DurationShape("0s", "3650d"), "How long a deleted token is still listed as deleted.", "\"90d\"");

    private static readonly Key<bool> RecoverableKey =
        Keys.Add<bool>("Recoverable", new BooleanShape(), "true: values are stored, encrypted, so that owners can see them again.", "false");

    private static readonly Key<string?> RecoveryKeyKey = Keys.Add<string?>(
        "RecoveryKey", new TextShape { What = "a key", MaxLength = 4096, Secret = true }, "The encryption key, 32 bytes in base64; only from the environment.");

    private static readonly Key<string?> RecoveryKeyFileKey = Keys.Add<string?>("RecoveryKeyFile", Texts.Any, "A file with the key.");

    private static readonly KeyShape PepperKey =
        Keys.Add("Pepper", new ListShape(PepperKeyConfig.Shape), "Keys for digests (HMAC-SHA-256); the first is used for new ones.");

    private static readonly Key<bool> PepperRequiredKey =
        Keys.Add<bool>("PepperRequired", new BooleanShape(), "true: tokens stored without a pepper are refused.", "false");

    public static readonly ObjectShape Shape = Keys.Shape;

    public TokensConfig(ConfigNode? node)
    {
        Path = ConfigPath.Join(ConfigPath.Gateway, Section);
        Enabled = EnabledKey.In(node);
        MaxPerUser = MaxPerUserKey.In(node);
        MaxTotal = MaxTotalKey.In(node);
        MaxLifetime = MaxLifetimeKey.In(node);
        AllowNonExpiring = AllowNonExpiringKey.In(node);
        Creators = CreatorsKey.In(node);
        OwnersMay = Sum(OwnersMayKey.In(node));
        CreateForOthers = CreateForOthersKey.In(node);
        DefaultManages = DefaultManagesKey.In(node);
        Prefix = PrefixKey.In(node);
        KeepDeleted = KeepDeletedKey.In(node);
        Recoverable = RecoverableKey.In(node);
        RecoveryKey = RecoveryKeyKey.In(node);
        RecoveryKeyFile = RecoveryKeyFileKey.In(node);
        Pepper = node.List(PepperKey.Name, key => new PepperKeyConfig(key));
        PepperRequired = PepperRequiredKey.In(node);
    }

    // The options of a realm, with the others as defaults.
    private TokensConfig(ConfigNode? node, string path, TokensConfig others)
    {
        Path = path;
        Enabled = EnabledKey.In(node, others.Enabled);
        MaxPerUser = MaxPerUserKey.In(node, others.MaxPerUser);
        MaxTotal = MaxTotalKey.In(node, others.MaxTotal);
        MaxLifetime = MaxLifetimeKey.In(node, others.MaxLifetime);
        AllowNonExpiring = AllowNonExpiringKey.In(node, others.AllowNonExpiring);
        Creators = CreatorsKey.In(node, others.Creators);
        OwnersMay = node?[OwnersMayKey.Name] is null ? others.OwnersMay : Sum(OwnersMayKey.In(node));
        CreateForOthers = CreateForOthersKey.In(node, others.CreateForOthers);
        DefaultManages = DefaultManagesKey.In(node, others.DefaultManages);
        Prefix = others.Prefix;
        KeepDeleted = others.KeepDeleted;
        Recoverable = others.Recoverable;
        RecoveryKey = others.RecoveryKey;
        RecoveryKeyFile = others.RecoveryKeyFile;
        Pepper = others.Pepper;
        PepperRequired = others.PepperRequired;
    }

    public string Path { get; }

    public bool Enabled { get; }

    public string Prefix { get; }

    /// <summary>Null: no limit.</summary>
    public int? MaxPerUser { get; }

    /// <summary>Per realm; null: no limit.</summary>
    public int? MaxTotal { get; }

    public TimeSpan? MaxLifetime { get; }

    public bool AllowNonExpiring { get; }

    public TokenCreators Creators { get; }

    public TokenOwnerRights OwnersMay { get; }

    public CreateForOthers CreateForOthers { get; }

    public DefaultManages DefaultManages { get; }

    /// <summary>Whether values are stored, encrypted, so that owners can see them again.</summary>
    public bool Recoverable { get; }

    /// <summary>The keys themselves; never from the file.</summary>
    public string? RecoveryKey { get; }

    /// <summary>A file with them.</summary>
    public string? RecoveryKeyFile { get; }

    public TimeSpan KeepDeleted { get; }

    /// <summary>The pepper keys for stored digests, the first one for new digests; empty: none.</summary>
    public IReadOnlyList<PepperKeyConfig> Pepper { get; }

    /// <summary>Whether values stored without a pepper are refused.</summary>
    public bool PepperRequired { get; }

    /// <summary>The options for the tokens of a realm.</summary>
    public TokensConfig OfRealm(ConfigNode realm) => new(realm[Section], ConfigPath.Join(realm.Path, Section), this);

    /// <summary>Whether a realm sets the maximum number of tokens per user.</summary>
    public static bool CountsIn(ConfigNode realm) => realm[Section]?[MaxPerUserKey.Name] is not null;

    /// <summary>The configured keys that can be set at run time: a ceiling for run-time settings.</summary>
    public static ImmutableHashSet<SettingName> Named(ConfigNode? parent) =>
        [.. Enum.GetValues<SettingName>().Where(name => parent?[Section]?[name.ToString()] is not null)];

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        CheckRecovery(gateway?[Section], errors);
        var keys = gateway?[Section]?["Pepper"];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in keys?.Children ?? [])
        {
            var key = new PepperKeyConfig(node);
            if (!ids.Add(key.Id))
                errors.Add(ConfigPath.Join(node.Path, "Id"), $"\"{key.Id}\" is another key's id already");
            if (key.Key is null == key.KeyFile is null)
                errors.Add(node.Path, "exactly one of \"Key\" and \"KeyFile\" is needed");
        }

        if (keys is null && PepperRequiredKey.In(gateway?[Section]))
            errors.Add(ConfigPath.Join(ConfigPath.Gateway, Section, "PepperRequired"), "there is no key under \"Pepper\", so every token would be refused");
    }

    // A key in the file would be stored with the data that it protects, in every copy and every diff.
    private static void CheckRecovery(ConfigNode? tokens, ConfigErrors errors)
    {
        var path = ConfigPath.Join(ConfigPath.Gateway, Section, "RecoveryKey");
        var key = tokens?["RecoveryKey"];
        if (key?.Origin is { Line: > 0 })
            errors.Add(path, "the key must not be in this file: set it in the variable TokenGateway__Tokens__RecoveryKey, or in a file that \"RecoveryKeyFile\" names");
        if (key is not null && tokens?["RecoveryKeyFile"] is not null)
            errors.Add(path, "only one of \"RecoveryKey\" and \"RecoveryKeyFile\" is allowed");
        if (RecoverableKey.In(tokens) && key is null && tokens?["RecoveryKeyFile"] is null)
        {
            errors.Add(ConfigPath.Join(ConfigPath.Gateway, Section, "Recoverable"),
                "a key is needed, 32 bytes in base64: in the variable TokenGateway__Tokens__RecoveryKey, or in a file that \"RecoveryKeyFile\" names");
        }
    }

    private static TokenOwnerRights Sum(IReadOnlyList<string> words) => words.Aggregate(
        TokenOwnerRights.None, (sum, word) => Enum.TryParse<TokenOwnerRights>(word, ignoreCase: true, out var right) ? sum | right : sum);
}
