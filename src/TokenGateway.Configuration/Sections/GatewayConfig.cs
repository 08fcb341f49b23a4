using System.Globalization;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Networks;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sections;

/// <summary>The section <c>TokenGateway</c>: its own keys and its subsections.</summary>
internal sealed class GatewayConfig(ConfigNode? node, DialectRegistry dialects)
{
    // The host's dialects determine the allowed values of both.
    private static readonly Key<string?> DialectKey = new("Dialect", Texts.Any, "The product whose token format, calls and error format apply.");

    private static readonly KeyShape EndpointsKey = new(
        "DialectEndpoints", new BooleanShape(), "Whether the gateway serves the calls of the dialect's product, all or by part; the others go to the upstream.", "true");

    private static readonly Key<IReadOnlyList<string>> CredentialsKey = new(
        "Credentials", Texts.CredentialPlaces, "The credential locations: \"Authorization: SCHEME\", \"Header-Name\", \"?query_name\", \"Sec-WebSocket-Protocol: PREFIX\".", """["Authorization: Bearer", "X-API-Key"]""");

    private static readonly Key<IReadOnlyDictionary<string, string>> IdentityKey = new(
        "Identity", Texts.Identity, "The headers that tell the upstream who the caller is: name to template.", """
        { "X-Auth-User": "{user.id}", "X-Auth-Email": "{user.email}", "X-Auth-Role": "{role}",
          "X-Auth-Permissions": "{permissions}", "X-Auth-Token-Id": "{token.id}" }
        """);

    private static readonly Key<string?> SelfPathKey = new(
        "SelfPath", Texts.Path, "The path where a client can look up its own token; null: none.", "\"/.tokengateway/me\"");

    private static readonly Key<string?> EdgeHealthPathKey = new("EdgeHealthPath", Texts.Path, "The health check path on the traffic port; null: none.", "null");

    private static readonly Key<IReadOnlyList<string>> ManagementHostsKey = new(
        "ManagementHosts", Texts.HostNames, "The host names of Management, without a port. On a loopback address, localhost and loopback addresses are accepted as well, and nothing else.", "[]");

    private static readonly Key<string?> PublicUrlKey = new(
        "PublicUrl", Texts.PublicUrl, "The public URL of the traffic endpoint, for commands in the portal; null: the address that the gateway listens on.", "null");

    /// <summary>The default identity headers. Their names are protected in every configuration.</summary>
    public static readonly IReadOnlyDictionary<string, string> DefaultIdentity = IdentityKey.In(null);

    public string Path { get; } = ConfigPath.Gateway;

    /// <summary>The product whose token format and error format apply.</summary>
    public string Dialect { get; } = dialects.Find(DialectKey.In(node))?.Name ?? DialectKey.In(node)!;

    /// <summary>Which dialect calls the gateway serves.</summary>
    public DialectEndpointsConfig DialectEndpoints { get; } = ReadEndpoints(node);

    /// <summary>The numbers of the dialect's own section, by key.</summary>
    public IReadOnlyDictionary<string, int> DialectNumbers { get; } = (dialects.Find(DialectKey.In(node))?.Keys ?? []).ToDictionary(
        key => key.Name, key => node?[DialectKey.In(node)!].Integer(key.Name) ?? key.Default, StringComparer.Ordinal);

    /// <summary>The realms of the dialect's own section, by key; absent ones are missing.</summary>
    public IReadOnlyDictionary<string, string> DialectRealms { get; } = (dialects.Find(DialectKey.In(node))?.RealmKeys ?? [])
        .Where(key => node?[DialectKey.In(node)!]?[key.Name] is not null).ToDictionary(key => key.Name, key => node![DialectKey.In(node)!].Text(key.Name)!, StringComparer.Ordinal);

    /// <summary>
    /// The credential locations: <c>Authorization: SCHEME</c>, <c>Header-Name</c>, <c>?query_name</c>,
    /// <c>Sec-WebSocket-Protocol: PREFIX</c>.
    /// </summary>
    public IReadOnlyList<string> Credentials { get; } = CredentialsKey.In(node, dialects.Default.Credentials);

    /// <summary>Header name (ignoring case) to template.</summary>
    public IReadOnlyDictionary<string, string> Identity { get; } = IdentityKey.In(node);

    public IReadOnlyDictionary<string, RoleConfig> Roles { get; } = RoleConfig.Read(node);

    public IReadOnlyDictionary<string, PolicyConfig> Policies { get; } = PolicyConfig.Read(node);

    public TokensConfig Tokens { get; } = new(node?[TokensConfig.Section]);

    /// <summary>The options of single realms, by name.</summary>
    public IReadOnlyDictionary<string, RealmConfig> Realms { get; } = RealmConfig.Read(node, new TokensConfig(node?[TokensConfig.Section]));

    public StoreConfig Store { get; } = new(node?[StoreConfig.Section]);

    public AuditConfig Audit { get; } = new(node?[AuditConfig.Section]);

    public IReadOnlyDictionary<string, UserConfig> Users { get; } = UserConfig.Read(node);

    public IReadOnlyList<StaticTokenConfig> StaticTokens { get; } = StaticTokenConfig.Read(node);

    public BootstrapConfig Bootstrap { get; } = new(node?[BootstrapConfig.Section]);

    public SignInConfig SignIn { get; } = new(node?[SignInConfig.Section]);

    /// <summary>The path where a client can look up its own token; null: none.</summary>
    public string? SelfPath { get; } = SelfPathKey.In(node);

    /// <summary>The health check path on the traffic port; null: none.</summary>
    public string? EdgeHealthPath { get; } = EdgeHealthPathKey.In(node);

    /// <summary>The public URL of the traffic endpoint, without a trailing slash; null: the addresses that the gateway listens on.</summary>
    public string? PublicUrl { get; } = PublicUrlKey.In(node)?.TrimEnd('/');

    /// <summary>The allowed host names of Management.</summary>
    public IReadOnlyList<string> ManagementHosts { get; } = ManagementHostsKey.In(node);

    /// <summary>The proxies in front whose forwarded client information is trusted.</summary>
    public TrustedProxies TrustedProxies { get; } = TrustedProxiesSection.Read(node);

    /// <summary>Whether connections of the trusted proxies begin with a PROXY header.</summary>
    public bool ProxyProtocol { get; } = TrustedProxiesSection.Protocol.In(node);

    public ThrottleConfig Throttle { get; } = new(node?[ThrottleConfig.Section]);

    public NoticesConfig Notices { get; } = new(node?[NoticesConfig.Section]);

    public CacheConfig Cache { get; } = new(node?[CacheConfig.Section]);

    public UsageConfig Usage { get; } = new(node?[UsageConfig.Section]);

    public IReadOnlyDictionary<string, CorsConfig> Cors { get; } = CorsConfig.Read(node);

    public RedisConfig Redis { get; } = new(node?[RedisConfig.Section]);

    public IReadOnlyDictionary<string, RateLimitConfig> RateLimits { get; } = RateLimitConfig.Read(node);

    public ManagementLimitsConfig ManagementLimits { get; } = new(node?[ManagementLimitsConfig.Section]);

    public static ObjectShape ShapeOf(DialectRegistry dialects) => new(
    [
        DialectKey.Declared with { Shape = new EnumShape([.. dialects.Names]), Default = $"\"{dialects.Default.Name}\"" },
        EndpointsKey with { Shape = EndpointsOf(dialects) },
        CredentialsKey,
        IdentityKey,
        new(RoleConfig.Section, RoleConfig.Shape, "The roles, ranked.", RoleConfig.Default),
        new(PolicyConfig.Section, PolicyConfig.Shape, "Rules that several routes share.", "{}"),
        new(TokensConfig.Section, TokensConfig.Shape, "Options of all tokens."),
        new(RealmConfig.Section, RealmConfig.Shape, "Token options of individual realms, by name.", "{}"),
        new(StoreConfig.Section, StoreConfig.Shape, "Where users and tokens are stored."),
        new(AuditConfig.Section, AuditConfig.Shape, "The audit log of every change."),
        new(UserConfig.Section, UserConfig.Shape, "Users that this file declares, by id.", "{}"),
        new(StaticTokenConfig.Section, StaticTokenConfig.Shape, "Tokens that this file declares.", "[]"),
        new(BootstrapConfig.Section, BootstrapConfig.Shape, "The first administrator, declared by this file."),
        new(SignInConfig.Section, SignInConfig.Shape, "The sign-in of users."),
        SelfPathKey,
        EdgeHealthPathKey,
        PublicUrlKey,
        ManagementHostsKey,
        new(TrustedProxiesSection.Key, TrustedProxiesSection.Shape, "The proxies whose X-Forwarded-For, -Proto and -Host are trusted: addresses or CIDR ranges.", "[]"),
        TrustedProxiesSection.Protocol,
        new(ThrottleConfig.Section, ThrottleConfig.Shape, "Limits guessing of tokens."),
        new(NoticesConfig.Section, NoticesConfig.Shape, "Which events owners are notified of, and through which channels."),
        new(CacheConfig.Section, CacheConfig.Shape, "The cache of verified tokens."),
        new(UsageConfig.Section, UsageConfig.Shape, "The recording of token usage."),
        new(CorsConfig.Section, CorsConfig.Shape, "CORS policies, by name.", "{}"),
        new(RedisConfig.Section, RedisConfig.Shape, "Redis, in which nodes count limits together."),
        new(RateLimitConfig.Section, RateLimitConfig.Shape, "Rate limits, by name; routes refer to them.", "{}"),
        new(ManagementLimitsConfig.Section, ManagementLimitsConfig.Shape, "Limits on one user's calls that manage tokens and users."),
        .. dialects.All.Where(one => one.Keys.Length + one.RealmKeys.Length > 0).Select(KeyOf),
    ]);

    private static KeyShape KeyOf(IDialectDefinition dialect) => new(
        dialect.Name,
        new ObjectShape(
        [
            .. dialect.Keys.Select(key => new KeyShape(key.Name, new IntegerShape(key.Min, key.Max), key.Description, key.Default.ToString(CultureInfo.InvariantCulture))),
            .. dialect.RealmKeys.Select(key => new KeyShape(key.Name, Texts.RealmName, key.Description)),
        ]),
        $"What the dialect {dialect.Name} needs to know.");

    private static SwitchesShape EndpointsOf(DialectRegistry dialects) => new(
    [
        .. dialects.All.SelectMany(one => one.Parts.Select(part => (Part: part, one.Name)))
            .GroupBy(one => one.Part, one => one.Name, StringComparer.Ordinal)
            .Select(part => new KeyShape(part.Key, new BooleanShape(), $"In {string.Join(", ", part)}.", "true")),
    ]);

    private static DialectEndpointsConfig ReadEndpoints(ConfigNode? gateway) => new(
        ConfigPath.Join(ConfigPath.Gateway, EndpointsKey.Name),
        gateway?[EndpointsKey.Name] is not { IsLeaf: true } || gateway.Boolean(EndpointsKey.Name),
        (gateway?[EndpointsKey.Name]?.Children ?? []).ToDictionary(part => part.Key, part => gateway![EndpointsKey.Name].Boolean(part.Key), StringComparer.OrdinalIgnoreCase));

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode? node, DialectRegistry dialects, ConfigErrors errors)
    {
        RoleConfig.Check(node, errors);
        TrustedProxiesSection.Check(node, errors);
        PolicyConfig.Check(node, errors);
        TokensConfig.Check(node, errors);
        AuditConfig.Check(node, errors);
        StoreConfig.Check(node, errors);
        NoticesConfig.Check(node, errors);
        SignInConfig.Check(node, errors);
        StaticTokenConfig.Check(node, errors);
        BootstrapConfig.Check(node, dialects.Find(DialectKey.In(node))?.BootstrapVariable is not null, errors);
        CorsConfig.Check(node, errors);
        RedisConfig.Check(node, errors);
        RateLimitConfig.Check(node, errors);
    }
}
