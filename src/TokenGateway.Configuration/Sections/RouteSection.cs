using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>ReverseProxy:Routes:ID:TokenGateway</c>, and what of the route around it concerns access.</summary>
internal static class RouteSection
{
    private const string AuthorizationPolicy = "AuthorizationPolicy";

    // An empty block is left to the rule about rules, which says what to write.
    public static ObjectShape ShapeOf(DialectRegistry dialects) => new(
        new(AccessSection.Key, AccessSection.Shape, "The entries of the rule; the first that names the method decides."),
        new("Policy", Texts.Policy, "A name under TokenGateway:Policies, or Default: any valid token."),
        new("Anonymous", new BooleanShape(), "true: no token is needed.", "false"),
        new("Dialect", new EnumShape([.. dialects.Names]), "Another product's credential places and refusals, for this route."),
        new("Credentials", Texts.CredentialPlaces, "Narrows the global list."),
        new("Identity", Texts.Identity, "Other identity headers than the global ones."),
        new("Realm", Texts.Any, "Only tokens of this realm; {name} takes it from the path."),
        new("Cors", Texts.Policy, "A name under TokenGateway:Cors."),
        new(RateLimitsSection.Key, RateLimitsSection.Names, "Names under TokenGateway:RateLimits, all of which must allow a request."),
        new("Preflight", new EnumShape(Enum.GetNames<PreflightMode>()), "Who answers CORS preflights: the gateway, or the upstream.", "\"Answer\""),
        new("AllowEncodedSlash", new BooleanShape(), "Allows %2F in the path.", "false"),
        new("AllowPathParameters", new BooleanShape(), "Allows ; in the path.", "false"),
        new("AllowEmptySegments", new BooleanShape(), "Allows // in the path.", "false"),
        new("AllowDoubleEncoding", new BooleanShape(), "Allows %25 and two hexadecimal digits in the path, as in %252F.", "false"),
        new("AllowTrailingDots", new BooleanShape(), "Allows path segments that end in a dot.", "false"),
        new("AllowNonUtf8", new BooleanShape(), "Allows percent-encoded bytes that are not UTF-8 in the path, as in %E9.", "false"),
        new("PassAuthorization", new ListShape(Texts.Scheme), "Schemes of Authorization that are the upstream's on this route, where the value is not of the gateway's own shape."),
        new("RewriteLocation", new BooleanShape(), "Rewrites Location, Content-Location and cookie paths with the upstream's own address to the client's.", "false"),
        new("Upgrades", new ListShape(Texts.Protocol), "Protocols besides websocket that requests may switch to, for example SPDY/3.1."),
        new("DangerousForwardHeaders", Texts.Headers, "Headers of the deny list to forward to the upstream."))
    {
        MayBeEmpty = true,
    };

    public static RouteBlockConfig Read(ConfigNode route)
    {
        var block = route[ConfigPath.Gateway];
        return new RouteBlockConfig
        {
            Path = ConfigPath.Join(route.Path, ConfigPath.Gateway),
            RouteId = route.Key,
            Access = AccessSection.Read(block),
            Policy = block.Text("Policy"),
            Anonymous = block.Boolean("Anonymous"),
            AuthorizationPolicy = NullIfEmpty(route.Text(AuthorizationPolicy)),
            Dialect = block.Text("Dialect"),
            Credentials = block.Texts("Credentials"),
            Identity = block.TextMap("Identity"),
            Realm = block.Text("Realm"),
            Cors = block.Text("Cors"),
            RateLimits = block.Texts(RateLimitsSection.Key) ?? [],
            Preflight = block.Word<PreflightMode>("Preflight"),
            AllowEncodedSlash = block.Boolean("AllowEncodedSlash"),
            AllowPathParameters = block.Boolean("AllowPathParameters"),
            AllowEmptySegments = block.Boolean("AllowEmptySegments"),
            AllowDoubleEncoding = block.Boolean("AllowDoubleEncoding"),
            AllowTrailingDots = block.Boolean("AllowTrailingDots"),
            AllowNonUtf8 = block.Boolean("AllowNonUtf8"),
            PassAuthorization = block.Texts("PassAuthorization") ?? [],
            RewriteLocation = block.Boolean("RewriteLocation"),
            Upgrades = block.Texts("Upgrades") ?? [],
            DangerousForwardHeaders = block.Texts("DangerousForwardHeaders") ?? [],
        };
    }

    /// <summary>The rules that join several keys.</summary>
    public static void Check(ConfigNode route, ConfigErrors errors)
    {
        AccessSection.Check(route[ConfigPath.Gateway], errors);
        RouteRuleCheck.Check(route, Read(route), errors);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
