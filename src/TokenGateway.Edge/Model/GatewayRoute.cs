using System.Collections.Immutable;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Model;

/// <summary>
/// One route, compiled: who may use it and what is forwarded. Hangs on the endpoint through its transformer, so that a
/// request's rule and its forwarding are always of one generation.
/// </summary>
internal sealed class GatewayRoute
{
    private GatewayModel? _model;

    public required string Id { get; init; }

    /// <summary>Where it forwards to; null: the host application answers.</summary>
    public string? ClusterId { get; init; }

    /// <summary>The path pattern as written, for people.</summary>
    public required string Pattern { get; init; }

    public required RouteRule Rule { get; init; }

    /// <summary>Who may use it; null unless <see cref="Rule"/> is <see cref="RouteRule.Policy"/>.</summary>
    public AccessPolicy? Policy { get; init; }

    /// <summary>Whose words of refusal hold here; null: those of the generation's dialect.</summary>
    public IDialect? Dialect { get; init; }

    /// <summary>The places that authenticate here: all, or a narrower list.</summary>
    public required CredentialPlaces Places { get; init; }

    /// <summary>The same as the configuration writes them, for challenges.</summary>
    public required ImmutableArray<string> PlaceTexts { get; init; }

    public required IdentitySet Identity { get; init; }

    /// <summary>The realm that a token must belong to; null: any.</summary>
    public RouteRealm? Realm { get; init; }

    public CorsPolicy? Cors { get; init; }

    /// <summary>Null: none.</summary>
    public RouteLimits? Limits { get; init; }

    /// <summary>Preflights go to the upstream, without credential and identity.</summary>
    public bool ForwardsPreflight { get; init; }

    public TargetFeatures AllowedFeatures { get; init; }

    /// <summary>Deny-listed headers that pass on this route, as the file names them.</summary>
    public ImmutableArray<string> ForwardedHeaderNames
    {
        get;
        init
        {
            field = value;
            ForwardedHeaders = value.IsEmpty ? null : HeaderNameSet.Create(value, []);
            ForwardsMethodOverride = value.Any(name => DenyList.MethodOverrides.Contains(name));
        }
    } = [];

    /// <summary>The same, under any spelling; null: none.</summary>
    public HeaderNameSet? ForwardedHeaders { get; private init; }

    /// <summary>A method override passes, so the policy must allow the overriding method too.</summary>
    public bool ForwardsMethodOverride { get; private init; }

    public PathRewrite Rewrite { get; init; } = PathRewrite.None;

    /// <summary>Headers that transforms of the route set or append to; what a client sent under these names is dropped here.</summary>
    public ImmutableArray<string> SetHeaders { get; init; } = [];

    public UpstreamCredential? UpstreamCredential { get; init; }

    /// <summary>Schemes of <c>Authorization</c> that are the upstream's, where the value is not of our shape.</summary>
    public ImmutableArray<string> PassedSchemes { get; init; } = [];

    /// <summary>What the upstream says of its own addresses is made true for the client.</summary>
    public bool RewritesLocation { get; init; }

    /// <summary>Protocols that requests may switch to, other than <c>websocket</c>.</summary>
    public ImmutableArray<string> Upgrades { get; init; } = [];

    /// <summary>The cluster has connections for each client connection.</summary>
    public bool ConnectionPerClient { get; init; }

    public bool IsAnonymous => Rule == RouteRule.Anonymous;

    /// <summary>The generation that the route belongs to.</summary>
    public GatewayModel Model => _model ?? throw new InvalidOperationException($"Route {Id} belongs to no generation yet.");

    /// <summary>Whether a request may switch to <paramref name="protocol"/>.</summary>
    public bool Allows(string protocol) => protocol == UpgradeHeader.WebSocket || Upgrades.Contains(protocol, StringComparer.OrdinalIgnoreCase);

    /// <summary>The compiled route of the endpoint that routing chose; null: it is none of ours.</summary>
    public static GatewayRoute? Of(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Transformer as IRouteCarrier)?.Route;

    internal void Attach(GatewayModel model) => _model = model;
}
