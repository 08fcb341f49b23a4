using System.Net;
using System.Runtime.InteropServices;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The caller that rate limits count, on one route.</summary>
/// <param name="Snapshot">The verified token; null for an anonymous caller.</param>
/// <param name="Address">The client's address.</param>
/// <param name="RouteId">The route's id.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LimitSubject(TokenSnapshot? Snapshot, IPAddress? Address, string RouteId)
{
    public PartitionTable TableOf(RateLimit limit) => IsByAddress(limit) ? limit.State.Addresses : limit.State.Tokens;

    public PartitionKey KeyFor(RateLimit limit, RateLimitRule rule)
    {
        if (IsByAddress(limit))
            return new PartitionKey(null, ClientNetwork.Of(Address), rule.Index);
        return limit.By switch
        {
            RateLimitBy.Route => new PartitionKey(RouteId, 0, rule.Index),
            RateLimitBy.Token => new PartitionKey(Snapshot!.Token.Id.DeclaredName, Snapshot.Token.Id.Number, rule.Index),
            RateLimitBy.Owner => new PartitionKey(Snapshot!.Token.Owner.Value, 0, rule.Index),
            RateLimitBy.Realm => new PartitionKey(Snapshot!.Token.Realm.Value, 0, rule.Index),
            _ => new PartitionKey(Snapshot!.Subject.Role?.Name.Value ?? "", 0, rule.Index),
        };
    }

    /// <summary>The key of the counter that the nodes share.</summary>
    public string SharedKeyFor(RateLimit limit, RateLimitRule rule) => limit.Shared!.KeyOf(KeyFor(limit, rule), IsByAddress(limit));

    private bool IsByAddress(RateLimit limit) => limit.By == RateLimitBy.Address || (Snapshot is null && limit.By != RateLimitBy.Route);
}
