using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Takes a permit of every limit of a route, or of none. The counts stay locked from the question to the taking, so a
/// request that one limit refuses costs nothing at another, and no other request can see a permit that is given back.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RateLimiter(TimeProvider time)
{
    public LimitVerdict Take(in LimitSubject subject, RouteLimits limits)
    {
        if (limits.PolicyFor(subject.Snapshot) is not { } policy)
            return default;
        var verdict = new LimitVerdict { Policy = policy };
        TakeFrom(0, subject, limits, time.GetElapsedTime(0).Ticks, ref verdict);
        return verdict;
    }

    // Deeper calls hold the locks of those before them. Every limit is asked, also behind one that refuses: the client
    // shall learn when all of them let it through.
    private static void TakeFrom(int index, in LimitSubject subject, RouteLimits limits, long now, ref LimitVerdict verdict)
    {
        if (index == limits.All.Length)
            return;
        var limit = limits.All[index];
        if (limit.RuleFor(subject.Snapshot) is not { } rule)
        {
            TakeFrom(index + 1, subject, limits, now, ref verdict);
            return;
        }

        var key = subject.KeyFor(limit, rule);
        while (true)
        {
            var partition = subject.TableOf(limit).Find(key, rule, now);
            lock (partition)
            {
                if (partition.IsGone)
                    continue;
                partition.Advance(now);
                if (partition.UntilPermit > 0)
                    verdict.Refuse(limit, rule, partition);
                TakeFrom(index + 1, subject, limits, now, ref verdict);
                if (verdict.IsRefused)
                    return;
                partition.Take();
                verdict.Allow(limit, rule, partition);
                return;
            }
        }
    }
}
