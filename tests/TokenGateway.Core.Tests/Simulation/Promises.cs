using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>
/// What every answer of every node is held to, from what arrived there. Each rule names the span of time in which the answer
/// must have been true; "a revoked token is accepted no longer than" and "a right one is refused no longer than" are the same.
/// </summary>
internal sealed class Promises(World world)
{
    private WorldShape Shape => world.Shape;

    /// <summary>Checks an answer at the moment it is given.</summary>
    public void Check(Node node, TimeSpan cameAt, TokenDigest digest, in VerificationResult result)
    {
        var now = world.Time.Now;
        var isHealthy = node.Health.HasHeldSince(cameAt);
        if (result.Outcome == VerificationOutcome.StoreUnavailable)
        {
            Require(!isHealthy, $"node {node.Number} told that the store does not answer, and it does");
            return;
        }

        var verdict = Verdict.Of(result);
        Require(
            IsTrusted(node, now) && HasBeen(node.SeenAt) || IsRead(node, digest, now) is { } read && HasBeen(read)
            || !isHealthy && IsOfOutage(node, verdict, now) is { } kept && HasBeen(kept),
            $"node {node.Number} answered {verdict} for {world.NameOf(digest)}; heartbeat {Ago(node.Heartbeat)}, seen {Ago(node.SeenAt)}, read {Ago(node.Readings.GetValueOrDefault(digest).SeenAt)}");
        Require(
            !isHealthy || HasBeen(cameAt - Freshness.RecentFor - Shape.Lag),
            $"node {node.Number}, which nothing troubles, answered {verdict} for {world.NameOf(digest)}, which is out of date");

        bool HasBeen(TimeSpan since) => world.Truth.HasBeen(digest, verdict, Later(since, node.WroteAt(digest, verdict)), node.Clock.GetUtcNow());
        string Ago(TimeSpan moment) => FormattableString.Invariant($"{(now - moment).TotalSeconds:0.000} s ago");
    }

    /// <summary>When all has healed, every node says of every value what the primary says.</summary>
    public void CheckSettled(Node node, TokenDigest digest, in VerificationResult result)
    {
        var (verdict, truth) = (Verdict.Of(result), world.Truth.At(digest, node.Clock.GetUtcNow()));
        Require(verdict == truth, $"node {node.Number} still answers {verdict} for {world.NameOf(digest)}, which is {truth}");
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static void Require(bool holds, FormattableString promise)
    {
        if (!holds)
            throw new Breach(FormattableString.Invariant(promise));
    }

    // The newest heartbeat that was applied is younger than two seconds: by the node's clock.
    private bool IsTrusted(Node node, TimeSpan now) => now - node.Heartbeat < Freshness.TrustedFor + Shape.Skew;

    // It was read by this request, or by one that it joined; from a server that had heard of the primary. What has been seen since
    // holds as well.
    private TimeSpan? IsRead(Node node, TokenDigest digest, TimeSpan now) =>
        node.Readings.TryGetValue(digest, out var reading)
        && now - reading.Heartbeat < Shape.Options.LookupTimeout + Freshness.TrustedFor + Shape.Skew
            ? Later(reading.SeenAt, node.SeenAt)
            : null;

    // What is cached goes on, and unknown is never said. What was doubted goes on by when it was read, which is before the reset.
    private TimeSpan? IsOfOutage(Node node, Verdict verdict, TimeSpan now)
    {
        var grace = Shape.Options.OutageGrace + Shape.Skew;
        if (verdict.Outcome == VerificationOutcome.Unknown || now - node.Heartbeat >= grace)
            return null;
        return now - node.ResetAt >= grace ? node.SeenAt : now - grace - Freshness.TrustedFor;
    }
}
