using TokenGateway.Core.Notices;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: sent notices cannot be recorded, so none are sent.</summary>
internal sealed class NoNoticeStore : INoticeStore
{
    public ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken) => default;

    public ValueTask SetPositionAsync(long? position, CancellationToken cancellationToken) => default;

    public ValueTask<bool> AddAsync(IReadOnlyList<NoticeDraft> drafts, long from, long to, CancellationToken cancellationToken) => default;

    public ValueTask<int> AddAsync(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        new(new HashSet<string>(StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<Token>> ListEndingAsync(
        DateTimeOffset now, DateTimeOffset until, Token? after, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<PendingNotice?> TakeAsync(
        NoticeChannelKind way, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken) => default;

    public ValueTask FinishAsync(PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken) => default;

    public ValueTask PutOffAsync(PendingNotice notice, DateTimeOffset dueAt, string outcome, CancellationToken cancellationToken) => default;

    public ValueTask<int> PruneAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) => default;
}
