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
/// One compiled route: its access rule and what it forwards. Attached to the endpoint through its transformer, so that a
/// request's rule and its forwarding are always of one generation.
/// </summary>
internal sealed class GatewayRoute
{
    private GatewayModel? _model;

    public required string Id { get; init; }

    /// <summary>The target cluster; null: the host application handles the request.</summary>
    public string? ClusterId { get; init; }

    /// <summary>The configured path pattern, for display.</summary>
    public required string Pattern { get; init; }

    public required RouteRule Rule { get; init; }

    /// <summary>The access policy; null unless <see cref="Rule"/> is <see cref="RouteRule.Policy"/>.</summary>
    public AccessPolicy? Policy { get; init; }

    /// <summary>The dialect that formats refusals here; null: that of the generation.</summary>
    public IDialect? Dialect { get; init; }

    /// <summary>The credential locations that authenticate here: all, or a subset.</summary>
    public required CredentialPlaces Places { get; init; }

    /// <summary>The same in the configuration's form, for challenges.</summary>
    public required ImmutableArray<string> PlaceTexts { get; init; }

    public required IdentitySet Identity { get; init; }

    /// <summary>The realm that a token must belong to; null: any.</summary>
    public RouteRealm? Realm { get; init; }

    public CorsPolicy? Cors { get; init; }

    /// <summary>Null: none.</summary>
    public RouteLimits? Limits { get; init; }

    /// <summary>Whether preflights are forwarded, without credential and identity.</summary>
    public bool ForwardsPreflight { get; init; }

    public TargetFeatures AllowedFeatures { get; init; }

    /// <summary>Deny-listed headers that this route forwards, as configured.</summary>
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

    /// <summary>The same in any spelling; null: none.</summary>
    public HeaderNameSet? ForwardedHeaders { get; private init; }

    /// <summary>Whether a method override is forwarded; the policy must then allow the overriding method too.</summary>
    public bool ForwardsMethodOverride { get; private init; }

    public PathRewrite Rewrite { get; init; } = PathRewrite.None;

    /// <summary>Headers that the route's transforms set or append to; the client's values are dropped here.</summary>
    public ImmutableArray<string> SetHeaders { get; init; } = [];

    public UpstreamCredential? UpstreamCredential { get; init; }

    /// <summary>Schemes of <c>Authorization</c> that belong to the upstream, unless the value has our shape.</summary>
    public ImmutableArray<string> PassedSchemes { get; init; } = [];

    /// <summary>Whether addresses of the upstream in a response are rewritten for the client.</summary>
    public bool RewritesLocation { get; init; }

    /// <summary>Protocols other than <c>websocket</c> that requests may upgrade to.</summary>
    public ImmutableArray<string> Upgrades { get; init; } = [];

    /// <summary>Whether the cluster uses separate connections for each client connection.</summary>
    public bool ConnectionPerClient { get; init; }

    public bool IsAnonymous => Rule == RouteRule.Anonymous;

    /// <summary>The generation that the route belongs to.</summary>
    public GatewayModel Model => _model ?? throw new InvalidOperationException($"Route {Id} belongs to no generation yet.");

    /// <summary>Whether a request may upgrade to <paramref name="protocol"/>.</summary>
    public bool Allows(string protocol) => protocol == UpgradeHeader.WebSocket || Upgrades.Contains(protocol, StringComparer.OrdinalIgnoreCase);

    /// <summary>The compiled route of the endpoint that routing chose; null: not one of ours.</summary>
    public static GatewayRoute? Of(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Transformer as IRouteCarrier)?.Route;

    internal void Attach(GatewayModel model) => _model = model;
}
