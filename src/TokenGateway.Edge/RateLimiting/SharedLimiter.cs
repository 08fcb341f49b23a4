using System.Diagnostics.CodeAnalysis;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Takes permits from every limit of a route with shared counters, or from none. Checks this node's own limits first, which need
/// no round trip, then leases, then all other counters in a single call. Returns permits taken before a refusal.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SharedLimiter(RateLimiter local, ISharedCounts counts, Leases leases, LimitMetrics metrics)
{
    /// <summary>Whether shared counters are configured.</summary>
    public bool IsOn => counts.IsOn;

    public async ValueTask<LimitVerdict> TakeAsync(LimitSubject subject, RouteLimits limits)
    {
        if (limits.PolicyFor(subject.Snapshot) is not { } policy)
            return default;
        var verdict = new LimitVerdict { Policy = policy };
        local.Take(subject, limits.Local, nodes: 1, ref verdict);
        if (verdict.IsRefused)
            return verdict;
        var takenAt = verdict.TakenAt;
        var asked = await TakeSharedAsync(subject, limits);
        verdict = asked is null ? Without(subject, limits, verdict) : With(asked, verdict);
        if (verdict.IsRefused || verdict.IsUnavailable)
            ReturnPermits(subject, limits, takenAt);
        return verdict;
    }

    /// <summary>
    /// Charges what a request cost beyond the permits already taken, or returns the permits that it did not use (negative value). An
    /// additional cost is charged now; a return goes to the period in which the permits were taken, or is dropped if that is unknown.
    /// </summary>
    public void Charge(in LimitSubject subject, RateLimit limit, in LimitVerdict verdict, long permits)
    {
        if (limit.Shared is null)
            local.Charge(subject, limit, nodes: 1, permits, verdict.TakenAt);
        else if (verdict.Part > 0)
            local.Charge(subject, limit, verdict.Part, permits, verdict.SharedAt);
        else if (limit.RuleFor(subject.Snapshot) is { } rule && (permits > 0 || AtOf(limit, verdict) > 0))
            counts.Charge(subject.SharedKeyFor(limit, rule), rule.Shared, permits, permits > 0 ? null : AtOf(limit, verdict));
    }

    private static long AtOf(RateLimit limit, in LimitVerdict verdict) => SharedLimitResult.IsLeasedFor(limit) ? verdict.LeasedAt : verdict.SharedAt;

    // Null: the store is unavailable, and no permits were taken.
    private async ValueTask<List<SharedLimitResult>?> TakeSharedAsync(LimitSubject subject, RouteLimits limits)
    {
        var asked = SharedLimitResult.Of(subject, limits);
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

    private async ValueTask<bool> TakeExactAsync(List<SharedLimitResult> asked)
    {
        if (asked.TrueForAll(one => one.IsLeased))
        {
            metrics.Decided("lease");
            return true;
        }

        SharedLimitResult[] exact = [.. asked.Where(one => !one.IsLeased)];
        var answers = await counts.TryTakeAsync(Array.ConvertAll(exact, one => new SharedTake(one.Key, one.Rule.Shared, one.Limit.Cost)));
        for (var i = 0; i < exact.Length; i++)
            exact[i].Count = answers?[i];
        if (answers is null || Array.Exists(answers, one => one.IsRefused))
            Return(asked);
        if (answers is not null)
            metrics.Decided("shared");
        return answers is not null;
    }

    private void Return(List<SharedLimitResult> asked)
    {
        foreach (var one in asked.Where(one => one is { IsLeased: true, Count.IsRefused: false }))
            leases.ReturnPermits(one.Key, one.Limit.Cost);
    }

    private static LimitVerdict With(List<SharedLimitResult> asked, LimitVerdict verdict)
    {
        foreach (var one in asked)
        {
            if (one.Count is { IsRefused: true } refused)
                verdict.Refuse(one.Limit, one.Rule, refused.UntilPermits.Ticks);
        }

        if (verdict.IsRefused)
            return verdict;
        foreach (var one in asked)
        {
            var count = one.Count!.Value;
            verdict.Allow(one.Limit, one.Rule, count.Remaining, count.UntilFull.Ticks);
            if (!one.IsLeased)
                verdict.SharedAt = count.At;
            else if (verdict.LeasedAt == 0 || count.At < verdict.LeasedAt)
                verdict.LeasedAt = count.At;
        }

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
                var takenAt = verdict.TakenAt;
                local.Take(subject, limits.Shared, verdict.Part, ref verdict);
                (verdict.SharedAt, verdict.TakenAt) = (verdict.TakenAt, takenAt);
                return verdict;
        }
    }

    private void ReturnPermits(in LimitSubject subject, RouteLimits limits, long takenAt)
    {
        foreach (var limit in limits.Local)
            local.Charge(subject, limit, nodes: 1, -limit.Cost, takenAt);
    }
}
