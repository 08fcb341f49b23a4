using System.Globalization;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sections;

/// <summary>The section <c>TokenGateway</c>: what stands in it directly, and the sections below.</summary>
internal static class GatewaySection
{
    private const string DefaultSelfPath = "/.tokengateway/me";

    private const string Endpoints = "DialectEndpoints";

    public static ObjectShape ShapeOf(DialectRegistry dialects) => new(
    [
        new("Dialect", new EnumShape([.. dialects.Names]), "The product whose tokens, calls and refusals the gateway speaks.", $"\"{dialects.Default.Name}\""),
        new(Endpoints, EndpointsOf(dialects), "Whether the gateway answers the calls of the dialect's product, all or by part; the others go to the upstream.", "true"),
        new("Credentials", Texts.CredentialPlaces, "Where the gateway looks for credentials: \"Authorization: SCHEME\", \"Header-Name\", \"?query_name\", \"Sec-WebSocket-Protocol: PREFIX\".", """["Authorization: Bearer", "X-API-Key"]"""),
        new("Identity", Texts.Identity, "The headers that tell the upstream who the caller is: name to template.", IdentityDefault.Json),
        new(RolesSection.Key, RolesSection.Shape, "The roles, ranked.", RolesSection.Default),
        new(PoliciesSection.Key, PoliciesSection.Shape, "Rules that several routes share.", "{}"),
        new(TokensSection.Key, TokensSection.Shape, "Options of all tokens."),
        new(RealmsSection.Key, RealmsSection.Shape, "Token options of individual realms, by name.", "{}"),
        new(StoreSection.Key, StoreSection.Shape, "Where users and tokens are stored."),
        new(AuditSection.Key, AuditSection.Shape, "The record of every change."),
        new(UsersSection.Key, UsersSection.Shape, "Users that this file declares, by id.", "{}"),
        new(StaticTokensSection.Key, StaticTokensSection.Shape, "Tokens that this file declares.", "[]"),
        new(BootstrapSection.Key, BootstrapSection.Shape, "The first administrator, declared by this file."),
        new(SignInSection.Key, SignInSection.Shape, "How people sign in."),
        new("SelfPath", Texts.Path, "The path where a client can look up its own token; null: none.", $"\"{DefaultSelfPath}\""),
        new("EdgeHealthPath", Texts.Path, "The health check path on the traffic port; null: none.", "null"),
        new("ManagementHosts", Texts.HostNames, "The host names of Management, without a port. On a loopback address, localhost and loopback addresses are accepted as well, and nothing else.", "[]"),
        new(TrustedProxiesSection.Key, TrustedProxiesSection.Shape, "The proxies whose X-Forwarded-For, -Proto and -Host are trusted: addresses or CIDR ranges.", "[]"),
        new(TrustedProxiesSection.ProtocolKey, new BooleanShape(), "Whether every connection of the TrustedProxies to an Edge or Management endpoint begins with a PROXY header (version 1 or 2).", "false"),
        new(ThrottleSection.Key, ThrottleSection.Shape, "Limits guessing of tokens."),
        new(NoticesSection.Key, NoticesSection.Shape, "Which events owners are notified of, and through which channels."),
        new(CacheSection.Key, CacheSection.Shape, "The cache of verified tokens."),
        new(UsageSection.Key, UsageSection.Shape, "What is recorded of the uses of tokens."),
        new(CorsSection.Key, CorsSection.Shape, "CORS policies, by name.", "{}"),
        new(RateLimitsSection.Key, RateLimitsSection.Shape, "Rate limits, by name; routes refer to them.", "{}"),
        new(ManagementLimitsSection.Key, ManagementLimitsSection.Shape, "How many calls that manage tokens and users one user may make."),
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

    public static GatewayConfig Read(ConfigNode? node, DialectRegistry dialects)
    {
        var tokens = TokensSection.Read(node);
        return new GatewayConfig
        {
            Path = ConfigPath.Gateway,
            Dialect = dialects.Find(node.Text("Dialect"))?.Name ?? node.Text("Dialect")!,
            DialectEndpoints = new DialectEndpointsConfig(
                ConfigPath.Join(ConfigPath.Gateway, Endpoints),
                node?[Endpoints] is not { IsLeaf: true } || node.Boolean(Endpoints, true),
                (node?[Endpoints]?.Children ?? []).ToDictionary(part => part.Key, part => node![Endpoints].Boolean(part.Key, true), StringComparer.OrdinalIgnoreCase)),
            DialectNumbers = (dialects.Find(node.Text("Dialect"))?.Keys ?? []).ToDictionary(
                key => key.Name, key => node?[node.Text("Dialect")!].Integer(key.Name) ?? key.Default, StringComparer.Ordinal),
            DialectRealms = (dialects.Find(node.Text("Dialect"))?.RealmKeys ?? []).Where(key => node?[node.Text("Dialect")!]?[key.Name] is not null)
                .ToDictionary(key => key.Name, key => node![node.Text("Dialect")!].Text(key.Name)!, StringComparer.Ordinal),
            Credentials = node.Texts("Credentials") ?? dialects.Default.Credentials,
            Identity = node.TextMap("Identity") ?? IdentityDefault.Headers,
            Roles = RolesSection.Read(node),
            Policies = PoliciesSection.Read(node),
            Tokens = tokens,
            Realms = RealmsSection.Read(node, tokens),
            Store = StoreSection.Read(node),
            Audit = AuditSection.Read(node),
            Users = UsersSection.Read(node),
            StaticTokens = StaticTokensSection.Read(node),
            Bootstrap = BootstrapSection.Read(node),
            SignIn = SignInSection.Read(node),
            SelfPath = node.Text("SelfPath", DefaultSelfPath),
            EdgeHealthPath = node.Text("EdgeHealthPath"),
            ManagementHosts = node.Texts("ManagementHosts") ?? [],
            TrustedProxies = TrustedProxiesSection.Read(node),
            ProxyProtocol = TrustedProxiesSection.ReadProtocol(node),
            Throttle = ThrottleSection.Read(node),
            Notices = NoticesSection.Read(node),
            Cache = CacheSection.Read(node),
            Usage = UsageSection.Read(node),
            Cors = CorsSection.Read(node),
            RateLimits = RateLimitsSection.Read(node),
            ManagementLimits = ManagementLimitsSection.Read(node),
        };
    }

    /// <summary>The rules that join several keys.</summary>
    public static void Check(ConfigNode? node, DialectRegistry dialects, ConfigErrors errors)
    {
        RolesSection.Check(node, errors);
        TrustedProxiesSection.Check(node, errors);
        PoliciesSection.Check(node, errors);
        TokensSection.Check(node, errors);
        AuditSection.Check(node, errors);
        NoticesSection.Check(node, errors);
        StaticTokensSection.Check(node, errors);
        BootstrapSection.Check(node, dialects.Find(node.Text("Dialect"))?.BootstrapVariable is not null, errors);
        CorsSection.Check(node, errors);
        RateLimitsSection.Check(node, errors);
    }
}
