using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Takes permits from every limit of a route, or from none. The counts stay locked from check to take: a request that one limit
/// refuses costs nothing at the others, and no other request observes permits that are returned.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RateLimiter(TimeProvider time)
{
    public LimitVerdict Take(in LimitSubject subject, RouteLimits limits)
    {
        if (limits.PolicyFor(subject.Snapshot) is not { } policy)
            return default;
        var verdict = new LimitVerdict { Policy = policy };
        Take(subject, limits.All, nodes: 1, ref verdict);
        return verdict;
    }

    /// <summary>Takes permits from some of a route's limits.</summary>
    /// <param name="subject">The caller that is counted.</param>
    /// <param name="limits">The limits, ordered by name.</param>
    /// <param name="nodes">The number of nodes to divide each limit by; 1 for the whole limit.</param>
    /// <param name="verdict">The result of the limits checked so far.</param>
    public void Take(in LimitSubject subject, ImmutableArray<RateLimit> limits, int nodes, ref LimitVerdict verdict)
    {
        var now = time.GetElapsedTime(0).Ticks;
        verdict.TakenAt = now;
        TakeFrom(0, subject, limits, nodes, now, ref verdict);
    }

    /// <summary>Takes permits of one limit even if there are not enough, or returns (negative value) some taken at <paramref name="takenAt"/>.</summary>
    public void Charge(in LimitSubject subject, RateLimit limit, int nodes, long permits, long takenAt)
    {
        if (RuleFor(limit, subject, nodes) is not { } rule)
            return;
        var (key, now) = (subject.KeyFor(limit, rule), time.GetElapsedTime(0).Ticks);
        while (true)
        {
            var partition = subject.TableOf(limit).Find(key, rule, now);
            lock (partition)
            {
                if (partition.IsEvicted)
                    continue;
                partition.Advance(now);
                if (permits < 0)
                    partition.ReturnPermits(-permits, takenAt);
                else
                    partition.Take(permits);
                return;
            }
        }
    }

    private static RateLimitRule? RuleFor(RateLimit limit, in LimitSubject subject, int nodes) =>
        limit.RuleFor(subject.Snapshot) is { } rule && nodes > 1 ? rule.PartOf(nodes) : limit.RuleFor(subject.Snapshot);

    // Nested calls hold the locks of the calls before them. Limits after a refusal are still checked, so that the client learns
    // when all of them will let it through.
    private static void TakeFrom(int index, in LimitSubject subject, ImmutableArray<RateLimit> limits, int nodes, long now, ref LimitVerdict verdict)
    {
        if (index == limits.Length)
            return;
        var limit = limits[index];
        if (RuleFor(limit, subject, nodes) is not { } rule)
        {
            TakeFrom(index + 1, subject, limits, nodes, now, ref verdict);
            return;
        }

        var key = subject.KeyFor(limit, rule);
        while (true)
        {
            var partition = subject.TableOf(limit).Find(key, rule, now);
            lock (partition)
            {
                if (partition.IsEvicted)
                    continue;
                partition.Advance(now);
                if (partition.Until(limit.Needed) is > 0 and var wait)
                    verdict.Refuse(limit, rule, wait);
                TakeFrom(index + 1, subject, limits, nodes, now, ref verdict);
                if (verdict.IsRefused)
                    return;
                partition.Take(limit.Cost);
                verdict.Allow(limit, rule, partition.Remaining, partition.UntilFull);
                return;
            }
        }
    }
}
