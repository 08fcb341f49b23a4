using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Counts requests on the request path: no lock, no allocation, no clock, no store. A counter adds itself to the list with the
/// first request after a collection, so that the cost of collecting depends on the tokens used, not on the tokens cached.
/// </summary>
public sealed class UsageRecorder(TimeProvider time)
{
    private UsageCounter? _first;
    private NeededDay? _firstDay;

    // Updated by each collection, so that a request reads no clock: a few seconds late at midnight.
    private DateOnly _today = Today(time);

    /// <summary>Records a use when the token is accepted, so that an hours-long stream counts from its start.</summary>
    /// <param name="counter">The counter of the token.</param>
    /// <param name="at">The clock's timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the request.</param>
    /// <param name="origin">The origin of the request.</param>
    public void Use(UsageCounter counter, long at, UsageOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(counter);
        if (counter.Use(at, origin))
            Enlist(counter);
    }

    /// <summary>Counts a request once, when it has completed.</summary>
    /// <param name="counter">The counter of the token whose right secret the request presented.</param>
    /// <param name="at">The clock's timestamp of the request.</param>
    /// <param name="outcome">The outcome of the request.</param>
    /// <param name="refused">Why it was refused; null if it was not, or if the reason does not concern the token.</param>
    public void Count(UsageCounter counter, long at, UsageOutcome outcome, RefusedUse? refused = null)
    {
        ArgumentNullException.ThrowIfNull(counter);
        if (refused is not null)
            counter.Refuse(at, refused);
        if (counter.Count(at, outcome))
            Enlist(counter);
    }

    /// <summary>
    /// Records the permissions by which a request passes the rule of its route. Allocates for the first request of a day; a permission
    /// that is already recorded costs one read.
    /// </summary>
    /// <param name="needed">The recorded permissions of the snapshot.</param>
    /// <param name="subject">The rights of the token.</param>
    /// <param name="condition">The rule's condition for this method, which the subject passes.</param>
    public void Need(NeededPermissions needed, in AccessSubject subject, AccessCondition condition)
    {
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.AsksPermissions && needed.On(_today) is var day && day.Note(subject, condition))
            Enlist(day);
    }

    /// <summary>
    /// Returns the needed permissions that were not collected yet, each once per day: a permission that is needed again on the same day
    /// is omitted.
    /// </summary>
    internal IReadOnlyList<PermissionUse> CollectPermissions()
    {
        _today = Today(time);
        var used = new List<PermissionUse>();
        for (var day = Interlocked.Exchange(ref _firstDay, null); day is not null;)
        {
            // Before it is collected, as for counters.
            var next = day.Next;
            day.Next = null;
            day.Take(used);
            day = next;
        }

        return used;
    }

    /// <summary>
    /// Returns what was used since the last call, one entry per counter. All requests of an entry count for the day of its last one: at
    /// midnight, a few seconds of requests count for the new day.
    /// </summary>
    internal IReadOnlyList<TokenUsage> Collect()
    {
        var (now, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        var used = new List<TokenUsage>();
        for (var counter = Interlocked.Exchange(ref _first, null); counter is not null;)
        {
            // Before it is collected: its next use adds it to the new list.
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

    private static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private void Enlist(NeededDay day)
    {
        NeededDay? first;
        do
        {
            first = Volatile.Read(ref _firstDay);
            day.Next = first;
        }
        while (Interlocked.CompareExchange(ref _firstDay, day, first) != first);
    }

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
