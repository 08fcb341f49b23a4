using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Core.Networks;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model.Conditions;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Model;

/// <summary>
/// One compiled configuration generation: everything that a request needs. A request uses one generation from start to end.
/// Immutable; replaced as a whole.
/// </summary>
internal sealed class GatewayModel
{
    /// <summary>A digest of everything that was compiled; different content has a different id.</summary>
    public required string GenerationId { get; init; }

    public required AccessModel Access { get; init; }

    public required IDialect Dialect { get; init; }

    /// <summary>The keys for stored digests; null: none. Read only at startup.</summary>
    public Pepper? Pepper { get; init; }

    /// <summary>Every credential location of any route; all are stripped on every route.</summary>
    public required CredentialPlaces Places { get; init; }

    /// <summary>Identity headers of this generation and the previous one, which no client may send in any spelling.</summary>
    public required HeaderNameSet Protected { get; init; }

    /// <summary>The names in <see cref="Protected"/> that come from this generation alone.</summary>
    public required ImmutableArray<string> IdentityNames { get; init; }

    /// <summary>
    /// Header names that this generation or the previous one sets, removes or matches on, and that a client may send only
    /// in their exact spelling; null: none.
    /// </summary>
    public OwnedNames? Owned { get; init; }

    /// <summary>Common names that no header rule applies to.</summary>
    public FrozenSet<string> OrdinaryNames => field ??= Model.OrdinaryNames.Of(Protected, Places, Owned);

    /// <summary>The names in <see cref="Owned"/> that come from this generation alone.</summary>
    public OwnedNameLists OwnedLists { get; init; } = OwnedNameLists.None;

    /// <summary>Headers whose values are read as text: credential locations, protected names, names in <see cref="Owned"/>.</summary>
    public required HeaderNameSet TextHeaders { get; init; }

    /// <summary>Deny-listed headers that at least one route forwards; decided per route on forwarding.</summary>
    public HeaderNameSet? Forwardable { get; init; }

    /// <summary>The protocols other than <c>websocket</c> that at least one route allows upgrades to.</summary>
    public ImmutableArray<string> Upgrades { get; init; } = [];

    /// <summary>Headers and query parameters that routes match on; null: none.</summary>
    public MatchConditions? Conditions { get; init; }

    /// <summary>Path segments of routes that have short names; null: none.</summary>
    public ShortNames? ShortNames { get; init; }

    /// <summary>Whether a route of this generation or the previous one is bound to hosts.</summary>
    public bool MatchesHosts { get; init; }

    public required ThrottleOptions Throttle { get; init; }

    /// <summary>The named limits; their counts continue in the next generation if its definition is the same.</summary>
    public FrozenDictionary<string, RateLimit> RateLimits { get; init; } = FrozenDictionary<string, RateLimit>.Empty;

    /// <summary>The limits on one user's management calls.</summary>
    public required ManagementLimits ManagementLimits { get; init; }

    public required NoticeOptions Notices { get; init; }

    /// <summary>The endpoints that the gateway serves itself.</summary>
    public required OwnEndpointTable Own { get; init; }

    /// <summary>Finds the route of a hypothetical request.</summary>
    public RouteTable Table
    {
        get => field ?? throw new InvalidOperationException("The generation has no routes of the proxy yet.");
        internal set;
    }

    /// <summary>The public URL of the edge, without a trailing slash, for display; null: the addresses it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The allowed host names of Management; empty: only those of the machine itself.</summary>
    public FrozenSet<string> ManagementHosts { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The proxies in front whose forwarded client information is trusted.</summary>
    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    /// <summary>Whether connections of the trusted proxies begin with a PROXY header.</summary>
    public bool ProxyProtocol { get; init; }

    public required FrozenDictionary<string, GatewayRoute> Routes { get; init; }

    /// <summary>Warnings that startup and <c>config check</c> report.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
