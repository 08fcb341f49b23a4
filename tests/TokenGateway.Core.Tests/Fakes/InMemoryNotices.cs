using TokenGateway.Core.Notices;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>Notices in a list, for one thread; tokens that end come from a list too.</summary>
internal sealed class InMemoryNotices : INoticeStore
{
    public long? Position { get; set; }

    /// <summary>In the order of their numbers, from 1.</summary>
    public List<NoticeDraft> Added { get; } = [];

    public List<Token> Ending { get; } = [];

    /// <summary>What was done with taken ones: <c>1 finished sent</c>, <c>1 put off REASON until TIME</c>.</summary>
    public List<string> Journal { get; } = [];

    public Queue<PendingNotice> Due { get; } = new();

    /// <summary>Somebody else has gone on from where this one is.</summary>
    public bool IsOvertaken { get; set; }

    public ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Position);

    public ValueTask SetPositionAsync(long? position, CancellationToken cancellationToken)
    {
        Position = position;
        return ValueTask.CompletedTask;
    }

    public async ValueTask<bool> AddAsync(IReadOnlyList<NoticeDraft> drafts, long from, long to, CancellationToken cancellationToken)
    {
        if (IsOvertaken || Position != from)
            return false;
        Position = to;
        await AddAsync(drafts, cancellationToken);
        return true;
    }

    public ValueTask<int> AddAsync(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken)
    {
        var added = drafts.Where(draft => Added.TrueForAll(known => known.Key != draft.Key)).DistinctBy(draft => draft.Key).ToList();
        Added.AddRange(added);
        return ValueTask.FromResult(added.Count);
    }

    public ValueTask<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlySet<string>>(Added.Select(draft => draft.Key).Intersect(keys, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<Token>> ListEndingAsync(
        DateTimeOffset now, DateTimeOffset until, Token? after, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Token>>([.. Ending
            .Where(token => token.ExpiresAt > now && token.ExpiresAt <= until && token.Id.Number > (after?.Id.Number ?? 0)).Take(limit)]);

    public ValueTask<PendingNotice?> TakeAsync(NoticeChannelKind way, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Due.TryDequeue(out var notice) ? notice : null);

    public ValueTask FinishAsync(PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken)
    {
        Journal.Add($"{notice.Number} finished {outcome}");
        return ValueTask.CompletedTask;
    }

    public ValueTask PutOffAsync(PendingNotice notice, DateTimeOffset dueAt, string outcome, CancellationToken cancellationToken)
    {
        Journal.Add($"{notice.Number} put off {outcome} by {(dueAt - The.Start).TotalMinutes:0}");
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> PruneAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) => throw new NotSupportedException();
}
