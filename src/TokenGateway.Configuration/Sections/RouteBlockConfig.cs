using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sections;

/// <summary>
/// <c>ReverseProxy:Routes:ID:TokenGateway</c>, the block of a route, and the route's own <see cref="AuthorizationPolicy"/>.
/// Exactly one of <see cref="Access"/>, <see cref="Policy"/>, <see cref="Anonymous"/> and that one is set.
/// </summary>
internal sealed class RouteBlockConfig(ConfigNode route)
{
    private static readonly KeyList Keys = new();

    private static readonly KeyShape AccessKey = Keys.Add(AccessEntryConfig.Section, AccessEntryConfig.Shape, "The entries of the rule; the first that names the method decides.");

    private static readonly Key<string?> PolicyKey = Keys.Add<string?>("Policy", Texts.Policy, "A name under TokenGateway:Policies, or Default: any valid token.");

    private static readonly Key<bool> AnonymousKey = Keys.Add<bool>("Anonymous", new BooleanShape(), "true: no token is required.", "false");

    // The host determines the available dialects.
    private static readonly Key<string?> DialectKey = Keys.Add<string?>("Dialect", Texts.Any, "Another product's credential locations and error format, for this route.");

    private static readonly Key<IReadOnlyList<string>?> CredentialsKey =
        Keys.Add<IReadOnlyList<string>?>("Credentials", Texts.CredentialPlaces, "Narrows the global list.");

    private static readonly Key<IReadOnlyDictionary<string, string>?> IdentityKey =
        Keys.Add<IReadOnlyDictionary<string, string>?>("Identity", Texts.Identity, "Identity headers that replace the global ones.");

    private static readonly Key<string?> RealmKey = Keys.Add<string?>("Realm", Texts.Any, "Only tokens of this realm; {name} takes it from the path.");

    private static readonly Key<string?> CorsKey = Keys.Add<string?>("Cors", Texts.Policy, "A name under TokenGateway:Cors.");

    private static readonly Key<IReadOnlyList<string>?> RateLimitsKey =
        Keys.Add<IReadOnlyList<string>?>("RateLimits", RateLimitConfig.Names, "Names under TokenGateway:RateLimits, all of which must allow a request.");

    private static readonly Key<PreflightMode> PreflightKey =
        Keys.Add<PreflightMode>("Preflight", new EnumShape(Enum.GetNames<PreflightMode>()), "Who answers CORS preflights: the gateway, or the upstream.", "\"Answer\"");

    private static readonly Key<bool> AllowEncodedSlashKey = Keys.Add<bool>("AllowEncodedSlash", new BooleanShape(), "Allows %2F in the path.", "false");

    private static readonly Key<bool> AllowPathParametersKey = Keys.Add<bool>("AllowPathParameters", new BooleanShape(), "Allows ; in the path.", "false");

    private static readonly Key<bool> AllowEmptySegmentsKey = Keys.Add<bool>("AllowEmptySegments", new BooleanShape(), "Allows // in the path.", "false");

    private static readonly Key<bool> AllowDoubleEncodingKey =
        Keys.Add<bool>("AllowDoubleEncoding", new BooleanShape(), "Allows %25 and two hexadecimal digits in the path, as in %252F.", "false");

    private static readonly Key<bool> AllowTrailingDotsKey =
        Keys.Add<bool>("AllowTrailingDots", new BooleanShape(), "Allows path segments that end in a dot.", "false");

    private static readonly Key<bool> AllowNonUtf8Key =
        Keys.Add<bool>("AllowNonUtf8", new BooleanShape(), "Allows percent-encoded bytes that are not UTF-8 in the path, as in %E9.", "false");

    private static readonly Key<IReadOnlyList<string>?> PassAuthorizationKey =
        Keys.Add<IReadOnlyList<string>?>("PassAuthorization", new ListShape(Texts.Scheme), "Schemes of Authorization that belong to the upstream on this route, unless the value has the format of the gateway's tokens.");

    private static readonly Key<bool> RewriteLocationKey =
        Keys.Add<bool>("RewriteLocation", new BooleanShape(), "Rewrites Location, Content-Location and cookie paths with the upstream's own address to the client's.", "false");

    private static readonly Key<IReadOnlyList<string>?> UpgradesKey =
        Keys.Add<IReadOnlyList<string>?>("Upgrades", new ListShape(Texts.Protocol), "Protocols besides websocket that requests may upgrade to, for example SPDY/3.1.");

    private static readonly Key<IReadOnlyList<string>?> DangerousForwardHeadersKey =
        Keys.Add<IReadOnlyList<string>?>("DangerousForwardHeaders", Texts.Headers, "Headers of the deny list to forward to the upstream.");

    /// <summary>The path of the block, even if absent.</summary>
    public string Path { get; } = ConfigPath.Join(route.Path, ConfigPath.Gateway);

    public string RouteId { get; } = route.Key;

    /// <summary>YARP's key of the route.</summary>
    public string? AuthorizationPolicy { get; } = NullIfEmpty(route.Text("AuthorizationPolicy"));

    /// <summary>Null if the route has another rule.</summary>
    public IReadOnlyList<AccessEntryConfig>? Access { get; } = AccessEntryConfig.Read(route[ConfigPath.Gateway]);

    /// <summary>A name under <c>Policies</c>, or <c>Default</c>: any valid token.</summary>
    public string? Policy { get; } = PolicyKey.In(route[ConfigPath.Gateway]);

    public bool Anonymous { get; } = AnonymousKey.In(route[ConfigPath.Gateway]);

    /// <summary>The dialect for credential locations and errors here; null: the global one.</summary>
    public string? Dialect { get; } = DialectKey.In(route[ConfigPath.Gateway]);

    /// <summary>Null: the global list.</summary>
    public IReadOnlyList<string>? Credentials { get; } = CredentialsKey.In(route[ConfigPath.Gateway]);

    /// <summary>Null: the global headers.</summary>
    public IReadOnlyDictionary<string, string>? Identity { get; } = IdentityKey.In(route[ConfigPath.Gateway]);

    /// <summary>A realm, or <c>{name}</c> of a route parameter; null: any realm.</summary>
    public string? Realm { get; } = RealmKey.In(route[ConfigPath.Gateway]);

    /// <summary>A name under <c>TokenGateway:Cors</c>.</summary>
    public string? Cors { get; } = CorsKey.In(route[ConfigPath.Gateway]);

    /// <summary>Names under <c>TokenGateway:RateLimits</c>.</summary>
    public IReadOnlyList<string> RateLimits { get; } = RateLimitsKey.In(route[ConfigPath.Gateway]) ?? [];

    public PreflightMode Preflight { get; } = PreflightKey.In(route[ConfigPath.Gateway]);

    public bool AllowEncodedSlash { get; } = AllowEncodedSlashKey.In(route[ConfigPath.Gateway]);

    public bool AllowPathParameters { get; } = AllowPathParametersKey.In(route[ConfigPath.Gateway]);

    public bool AllowEmptySegments { get; } = AllowEmptySegmentsKey.In(route[ConfigPath.Gateway]);

    public bool AllowDoubleEncoding { get; } = AllowDoubleEncodingKey.In(route[ConfigPath.Gateway]);

    public bool AllowTrailingDots { get; } = AllowTrailingDotsKey.In(route[ConfigPath.Gateway]);

    public bool AllowNonUtf8 { get; } = AllowNonUtf8Key.In(route[ConfigPath.Gateway]);

    /// <summary>Schemes of <c>Authorization</c> that belong to the upstream.</summary>
    public IReadOnlyList<string> PassAuthorization { get; } = PassAuthorizationKey.In(route[ConfigPath.Gateway]) ?? [];

    /// <summary>Whether addresses of the upstream in a response are rewritten for the client.</summary>
    public bool RewriteLocation { get; } = RewriteLocationKey.In(route[ConfigPath.Gateway]);

    /// <summary>Protocols that requests may upgrade to, besides <c>websocket</c>.</summary>
    public IReadOnlyList<string> Upgrades { get; } = UpgradesKey.In(route[ConfigPath.Gateway]) ?? [];

    /// <summary>Deny-listed headers that this route forwards.</summary>
    public IReadOnlyList<string> DangerousForwardHeaders { get; } = DangerousForwardHeadersKey.In(route[ConfigPath.Gateway]) ?? [];

    // The rule check reports an empty block with a better message.
    public static ObjectShape ShapeOf(DialectRegistry dialects) => new(
        [.. Keys.Shape.Keys.Select(key => ReferenceEquals(key, DialectKey.Declared) ? key with { Shape = new EnumShape([.. dialects.Names]) } : key)])
    {
        MayBeEmpty = true,
    };

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode route, ConfigErrors errors)
    {
        AccessEntryConfig.Check(route[ConfigPath.Gateway], errors);
        RouteRuleCheck.Check(route, new RouteBlockConfig(route), errors);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
