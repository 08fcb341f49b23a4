using System.Diagnostics.CodeAnalysis;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Takes permits of every limit of a route whose counts nodes share, or of none. The limits that this node counts for itself come
/// first and cost no round trip, leases next, and all counts that must be asked for are asked in one. What was taken before a
/// refusal is given back.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SharedLimiter(RateLimiter local, ISharedCounts counts, Leases leases, LimitMetrics metrics)
{
    /// <summary>Whether there are counts that nodes share.</summary>
    public bool IsOn => counts.IsOn;

    public async ValueTask<LimitVerdict> TakeAsync(LimitSubject subject, RouteLimits limits)
    {
        if (limits.PolicyFor(subject.Snapshot) is not { } policy)
            return default;
        var verdict = new LimitVerdict { Policy = policy };
        local.Take(subject, limits.Local, nodes: 1, ref verdict);
        if (verdict.IsRefused)
            return verdict;
        var asked = await TakeSharedAsync(subject, limits);
        verdict = asked is null ? Without(subject, limits, verdict) : With(asked, verdict);
        if (verdict.IsRefused || verdict.IsUnavailable)
            GiveBack(subject, limits);
        return verdict;
    }

    /// <summary>Takes what a request turned out to cost beyond what was taken for it, or gives back what it did not cost (below 0).</summary>
    public void Charge(in LimitSubject subject, RateLimit limit, int part, long permits)
    {
        if (limit.Shared is null || part > 0)
            local.Charge(subject, limit, limit.Shared is null ? 1 : Math.Max(1, part), permits);
        else if (limit.RuleFor(subject.Snapshot) is { } rule)
            counts.Charge(subject.SharedKeyFor(limit, rule), rule.Shared, permits);
    }

    // Null: there is no answer, and nothing is taken.
    private async ValueTask<List<AskedLimit>?> TakeSharedAsync(LimitSubject subject, RouteLimits limits)
    {
        var asked = AskedLimit.Of(subject, limits);
        foreach (var one in asked)
        {
            if (!one.IsLeased)
                continue;
            one.Count = await leases.TakeAsync(one.Key, one.Rule.Shared, one.Limit.Cost);
            if (one.Count is { IsRefused: false })
                continue;
            Return(asked);
            return one.Count is null ? null : asked;
        }

        return await TakeExactAsync(asked) ? asked : null;
    }

    private async ValueTask<bool> TakeExactAsync(List<AskedLimit> asked)
    {
        if (asked.TrueForAll(one => one.IsLeased))
        {
            metrics.Decided("lease");
            return true;
        }

        AskedLimit[] exact = [.. asked.Where(one => !one.IsLeased)];
        var answers = await counts.TryTakeAsync(Array.ConvertAll(exact, one => new SharedTake(one.Key, one.Rule.Shared, one.Limit.Cost)));
        for (var i = 0; i < exact.Length; i++)
            exact[i].Count = answers?[i];
        if (answers is null || Array.Exists(answers, one => one.IsRefused))
            Return(asked);
        if (answers is not null)
            metrics.Decided("shared");
        return answers is not null;
    }

    private void Return(List<AskedLimit> asked)
    {
        foreach (var one in asked.Where(one => one is { IsLeased: true, Count.IsRefused: false }))
            leases.GiveBack(one.Key, one.Limit.Cost);
    }

    private static LimitVerdict With(List<AskedLimit> asked, LimitVerdict verdict)
    {
        foreach (var one in asked)
        {
            if (one.Count is { IsRefused: true } refused)
                verdict.Refuse(one.Limit, one.Rule, refused.UntilPermits.Ticks);
        }

        if (verdict.IsRefused)
            return verdict;
        foreach (var one in asked)
            verdict.Allow(one.Limit, one.Rule, one.Count!.Value.Remaining, one.Count.Value.UntilWhole.Ticks);
        return verdict;
    }

    private LimitVerdict Without(in LimitSubject subject, RouteLimits limits, LimitVerdict verdict)
    {
        switch (limits.Shared[0].Shared!.OnFailure)
        {
            case RedisFailureMode.Deny:
                metrics.Decided("denied");
                verdict.IsUnavailable = true;
                return verdict;
            case RedisFailureMode.Allow:
                metrics.Decided("allowed");
                return verdict;
            default:
                metrics.Decided("local");
                verdict.Part = counts.Nodes;
                local.Take(subject, limits.Shared, counts.Nodes, ref verdict);
                return verdict;
        }
    }

    private void GiveBack(in LimitSubject subject, RouteLimits limits)
    {
        foreach (var limit in limits.Local)
            local.Charge(subject, limit, nodes: 1, -limit.Cost);
    }
}
