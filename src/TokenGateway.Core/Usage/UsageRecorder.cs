using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Counts requests on their path: no lock, no allocation, no clock, no store. A counter puts itself on the list
/// with the first request after a collection, so that collecting costs by what was used and not by what is cached.
/// </summary>
public sealed class UsageRecorder(TimeProvider time)
{
    private UsageCounter? _first;

    /// <summary>Notes a use when the token is accepted, so that a stream of hours is one from its beginning.</summary>
    /// <param name="counter">The token's.</param>
    /// <param name="at">The clock's timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the request.</param>
    /// <param name="origin">From where it came.</param>
    public void Use(UsageCounter counter, long at, UsageOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(counter);
        if (counter.Use(at, origin))
            Enlist(counter);
    }

    /// <summary>Counts a request when it has ended, once.</summary>
    /// <param name="counter">The token's whose right secret it presented.</param>
    /// <param name="at">The clock's timestamp of the request.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="refused">Why it was refused; null: it was not, or the reason is not the token's.</param>
    public void Count(UsageCounter counter, long at, UsageOutcome outcome, RefusedUse? refused = null)
    {
        ArgumentNullException.ThrowIfNull(counter);
        if (refused is not null)
            counter.Refuse(at, refused);
        if (counter.Count(at, outcome))
            Enlist(counter);
    }

    /// <summary>
    /// What was used since the last call, an entry for each counter. The day of all of an entry is that of its last request:
    /// at midnight a few seconds' requests count for the day that begins.
    /// </summary>
    public IReadOnlyList<TokenUsage> Collect()
    {
        var (now, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        var used = new List<TokenUsage>();
        for (var counter = Interlocked.Exchange(ref _first, null); counter is not null;)
        {
            // Before it is taken: its next use puts it on the new list.
            var next = counter.Next;
            counter.Next = null;
            used.Add(UsageOf(counter.Token, counter.Take(), at => now - time.GetElapsedTime(at, timestamp)));
            counter = next;
        }

        return used;
    }

    private static TokenUsage UsageOf(TokenId token, in UsageCounter.Taken taken, Func<long, DateTimeOffset> momentOf) => new(
        token,
        DateOnly.FromDateTime(momentOf(taken.Counts == default ? taken.UsedAt : taken.CountedAt).UtcDateTime),
        taken.Counts,
        taken.Origin is { } origin ? new TokenUse(momentOf(taken.UsedAt), origin.Address, origin.Place) : null,
        taken.Refused is { } refused ? new TokenRefusal(momentOf(taken.RefusedAt), RefusalCodes.LogNameOf(refused.Code), refused.Method, refused.Route) : null);

    private void Enlist(UsageCounter counter)
    {
        UsageCounter? first;
        do
        {
            first = Volatile.Read(ref _first);
            counter.Next = first;
        }
        while (Interlocked.CompareExchange(ref _first, counter, first) != first);
    }
}
