using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>
/// Planned and sent notices to owners and administrators. Several processes may plan and send concurrently: a key is added
/// once, and one process at a time leases a notice.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface INoticeStore
{
    /// <summary>The last record of the audit log that was planned; null: none yet.</summary>
    ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>Sets or clears (null) the position, whatever it was.</summary>
    ValueTask SetPositionAsync(long? position, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the notices with new keys and moves the position, both or neither. False: the position was not
    /// <paramref name="from"/>, because another process moved it; nothing has happened then.
    /// </summary>
    ValueTask<bool> AddAsync(IReadOnlyList<NoticeDraft> drafts, long from, long to, CancellationToken cancellationToken);

    /// <summary>Adds the notices with new keys, and returns their number.</summary>
    ValueTask<int> AddAsync(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken);

    /// <summary>The keys that were already added, sent or not.</summary>
    ValueTask<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Active tokens that expire after <paramref name="now"/> and at or before <paramref name="until"/>, by expiry and id,
    /// only those after <paramref name="after"/>.
    /// </summary>
    ValueTask<IReadOnlyList<Token>> ListEndingAsync(
        DateTimeOffset now, DateTimeOffset until, Token? after, int limit, CancellationToken cancellationToken);

    /// <summary>Leases the notice that has been due longest until <paramref name="leaseEndsAt"/>; null: none is due.</summary>
    ValueTask<PendingNotice?> TakeAsync(NoticeChannelKind way, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken);

    /// <summary>Marks it as done. Has no effect if another process has leased it since.</summary>
    /// <param name="outcome">The outcome for display: <c>sent</c> or the failure.</param>
    ValueTask FinishAsync(PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken);

    /// <summary>Schedules a retry at that time. Has no effect if another process has leased it since.</summary>
    ValueTask PutOffAsync(PendingNotice notice, DateTimeOffset dueAt, string outcome, CancellationToken cancellationToken);

    /// <summary>Deletes notices completed before that time, with their keys, and returns their number.</summary>
    ValueTask<int> PruneAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken);
}
