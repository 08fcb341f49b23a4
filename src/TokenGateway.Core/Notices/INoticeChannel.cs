namespace TokenGateway.Core.Notices;

/// <summary>Delivers notices by one way.</summary>
public interface INoticeChannel
{
    NoticeChannelKind Way { get; }

    /// <summary>Tries once, and ends within half a minute. Does not throw for what the other side does.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller; it may have been delivered.</exception>
    Task<Delivery> SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken);
}
