using TokenGateway.Core.Access;
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
    private NeededDay? _firstDay;

    // Set when it is collected, so that a request reads no clock: behind by a few seconds at midnight.
    private DateOnly _today = Today(time);

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
    /// Notes the permissions by which a request passes the rule of its route. Allocates for the first request of a day; a
    /// permission that is noted already costs a read.
    /// </summary>
    /// <param name="needed">The snapshot's.</param>
    /// <param name="subject">The rights of the token.</param>
    /// <param name="condition">What the rule asks of this method; the subject passes it.</param>
    public void Need(NeededPermissions needed, in AccessSubject subject, AccessCondition condition)
    {
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.AsksPermissions && needed.On(_today) is var day && day.Note(subject, condition))
            Enlist(day);
    }

    /// <summary>
    /// The permissions that were needed and not collected yet, each once a day: a permission that is needed again on the same
    /// day is left out.
    /// </summary>
    internal IReadOnlyList<PermissionUse> CollectPermissions()
    {
        _today = Today(time);
        var used = new List<PermissionUse>();
        for (var day = Interlocked.Exchange(ref _firstDay, null); day is not null;)
        {
            // Before it is taken, as for counters.
            var next = day.Next;
            day.Next = null;
            day.Take(used);
            day = next;
        }

        return used;
    }

    /// <summary>
    /// What was used since the last call, an entry for each counter. The day of all of an entry is that of its last request:
    /// at midnight a few seconds' requests count for the day that begins.
    /// </summary>
    internal IReadOnlyList<TokenUsage> Collect()
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
