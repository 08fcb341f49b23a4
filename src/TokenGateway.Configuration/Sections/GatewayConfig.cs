using TokenGateway.Core.Networks;

namespace TokenGateway.Configuration.Sections;

/// <summary>The section <c>TokenGateway</c> as it was written, with the defaults of the keys that it leaves out.</summary>
public sealed record GatewayConfig
{
    public required string Path { get; init; }

    /// <summary>The product whose tokens and words of refusal are spoken.</summary>
    public required string Dialect { get; init; }

    /// <summary>Which of the dialect's own calls are answered.</summary>
    public required DialectEndpointsConfig DialectEndpoints { get; init; }

    /// <summary>What the dialect's own section says, by key.</summary>
    public IReadOnlyDictionary<string, int> DialectNumbers { get; init; } = new Dictionary<string, int>();

    /// <summary>The realms that it names, by key; what it does not name is missing.</summary>
    public IReadOnlyDictionary<string, string> DialectRealms { get; init; } = new Dictionary<string, string>();

    /// <summary>The places where credentials are looked for: <c>Authorization: SCHEME</c>, <c>Header-Name</c>, <c>?query_name</c>, <c>Sec-WebSocket-Protocol: PREFIX</c>.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }

    /// <summary>Header name (ignoring case) to template.</summary>
    public required IReadOnlyDictionary<string, string> Identity { get; init; }

    public required IReadOnlyDictionary<string, RoleConfig> Roles { get; init; }

    public required IReadOnlyDictionary<string, PolicyConfig> Policies { get; init; }

    public required TokensConfig Tokens { get; init; }

    /// <summary>What realms say otherwise, by name.</summary>
    public required IReadOnlyDictionary<string, RealmConfig> Realms { get; init; }

    public required StoreConfig Store { get; init; }

    public required AuditConfig Audit { get; init; }

    public required IReadOnlyDictionary<string, UserConfig> Users { get; init; }

    public required IReadOnlyList<StaticTokenConfig> StaticTokens { get; init; }

    public required BootstrapConfig Bootstrap { get; init; }

    public required SignInConfig SignIn { get; init; }

    /// <summary>The path where a client can look up its own token; null: none.</summary>
    public required string? SelfPath { get; init; }

    /// <summary>The health check path on the traffic port; null: none.</summary>
    public required string? EdgeHealthPath { get; init; }

    /// <summary>The host names under which Management is called.</summary>
    public IReadOnlyList<string> ManagementHosts { get; init; } = [];

    /// <summary>The proxies in front that are believed when they say for whom they ask.</summary>
    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    /// <summary>Whether connections of the trusted proxies begin with a PROXY header.</summary>
    public bool ProxyProtocol { get; init; }

    public required ThrottleConfig Throttle { get; init; }

    public required NoticesConfig Notices { get; init; }

    public required CacheConfig Cache { get; init; }

    public required UsageConfig Usage { get; init; }

    public required IReadOnlyDictionary<string, CorsConfig> Cors { get; init; }

    public required IReadOnlyDictionary<string, RateLimitConfig> RateLimits { get; init; }

    public required ManagementLimitsConfig ManagementLimits { get; init; }
}
