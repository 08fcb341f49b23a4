namespace TokenGateway.Core.Notices;

/// <summary>Delivers notices through one channel.</summary>
public interface INoticeChannel
{
    NoticeChannelKind Way { get; }

    /// <summary>Makes one attempt, of at most half a minute. Does not throw for failures of the receiver.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller; it may have been delivered.</exception>
    Task<Delivery> SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken);
}
