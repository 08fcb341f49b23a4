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
/// One configuration generation, compiled: everything that a request needs, found at its start and used to its end.
/// Immutable; replaced whole.
/// </summary>
internal sealed class GatewayModel
{
    /// <summary>A digest of all that was compiled; other content, other id.</summary>
    public required string GenerationId { get; init; }

    public required AccessModel Access { get; init; }

    public required IDialect Dialect { get; init; }

    /// <summary>The keys that digests are kept under; null: none. Read at start only.</summary>
    public Pepper? Pepper { get; init; }

    /// <summary>Every place where a token may stand on some route; all are stripped on every route.</summary>
    public required CredentialPlaces Places { get; init; }

    /// <summary>
    /// Identity headers of this generation and the one before, which no client may speak under any spelling.
    /// </summary>
    public required HeaderNameSet Protected { get; init; }

    /// <summary>The names behind <see cref="Protected"/> that come from this generation alone.</summary>
    public required ImmutableArray<string> IdentityNames { get; init; }

    /// <summary>
    /// Header names that this generation or the one before sets, removes or matches on, and that a client may not spell
    /// otherwise; null: there are none.
    /// </summary>
    public OwnedNames? Owned { get; init; }

    /// <summary>Common names that none of the rules for names is about.</summary>
    public FrozenSet<string> OrdinaryNames => field ??= Model.OrdinaryNames.Of(Protected, Places, Owned);

    /// <summary>The names behind <see cref="Owned"/> that come from this generation alone.</summary>
    public OwnedNameLists OwnedLists { get; init; } = OwnedNameLists.None;

    /// <summary>Headers whose values are read as text: places of tokens, protected names, names of <see cref="Owned"/>.</summary>
    public required HeaderNameSet TextHeaders { get; init; }

    /// <summary>Deny-listed headers that at least one route forwards; decided per route when forwarding.</summary>
    public HeaderNameSet? Forwardable { get; init; }

    /// <summary>The protocols that some route lets requests switch to, other than <c>websocket</c>.</summary>
    public ImmutableArray<string> Upgrades { get; init; } = [];

    /// <summary>Headers and query parameters that choose a route; null: none do.</summary>
    public MatchConditions? Conditions { get; init; }

    /// <summary>Names in routes' paths that have short names; null: none do.</summary>
    public ShortNames? ShortNames { get; init; }

    /// <summary>Whether a route of this generation or the one before is bound to hosts.</summary>
    public bool MatchesHosts { get; init; }

    public required ThrottleOptions Throttle { get; init; }

    /// <summary>The named limits; their counts go on in the next generation that defines them alike.</summary>
    public FrozenDictionary<string, RateLimit> RateLimits { get; init; } = FrozenDictionary<string, RateLimit>.Empty;

    /// <summary>What one user may do in calls that manage.</summary>
    public required ManagementLimits ManagementLimits { get; init; }

    public required NoticeOptions Notices { get; init; }

    /// <summary>The endpoints that the gateway answers itself.</summary>
    public required OwnEndpointTable Own { get; init; }

    /// <summary>Finds the route of requests that nobody sent.</summary>
    public RouteTable Table
    {
        get => field ?? throw new InvalidOperationException("The generation has no routes of the proxy yet.");
        internal set;
    }

    /// <summary>Where clients reach the edge, without a slash at its end, for people to read; null: where it listens.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The host names under which Management is called; empty: those of the machine itself alone.</summary>
    public FrozenSet<string> ManagementHosts { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The proxies in front that are believed when they say for whom they ask.</summary>
    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    /// <summary>Whether connections of the trusted proxies begin with a PROXY header.</summary>
    public bool ProxyProtocol { get; init; }

    public required FrozenDictionary<string, GatewayRoute> Routes { get; init; }

    /// <summary>What start and <c>config check</c> say without refusing.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
