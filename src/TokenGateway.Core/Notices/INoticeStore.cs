using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>
/// What owners and administrators are to be told, and were. Several processes may plan and send at once: a key is added
/// once, and a notice is taken by one of them at a time.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface INoticeStore
{
    /// <summary>Up to which record of the audit log notices were made; null: nowhere yet.</summary>
    ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>Begins at a record, or forgets where it was (null), whatever was there before.</summary>
    ValueTask SetPositionAsync(long? position, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the notices whose keys are new and moves the position, both or neither. False: the position was not
    /// <paramref name="from"/>, because somebody else went on from there; nothing has happened then.
    /// </summary>
    ValueTask<bool> AddAsync(IReadOnlyList<NoticeDraft> drafts, long from, long to, CancellationToken cancellationToken);

    /// <summary>Adds the notices whose keys are new. How many were.</summary>
    ValueTask<int> AddAsync(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken);

    /// <summary>Which of the keys were added already, sent or not.</summary>
    ValueTask<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Active tokens that end after <paramref name="now"/> and not after <paramref name="until"/>, by end and id, those
    /// behind <paramref name="after"/> only.
    /// </summary>
    ValueTask<IReadOnlyList<Token>> ListEndingAsync(
        DateTimeOffset now, DateTimeOffset until, Token? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the notice that has been due longest, so that nobody else takes it before <paramref name="leaseEndsAt"/>;
    /// null: none is due.
    /// </summary>
    ValueTask<PendingNotice?> TakeAsync(NoticeChannelKind way, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken);

    /// <summary>It is not tried again. Nothing happens when somebody else has taken it since.</summary>
    /// <param name="outcome">What came of it, for people: <c>sent</c> or why not.</param>
    ValueTask FinishAsync(PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken);

    /// <summary>It is tried again from that moment on. Nothing happens when somebody else has taken it since.</summary>
    ValueTask PutOffAsync(PendingNotice notice, DateTimeOffset dueAt, string outcome, CancellationToken cancellationToken);

    /// <summary>Forgets notices that were done before the moment, and their keys with them. How many.</summary>
    ValueTask<int> PruneAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken);
}
