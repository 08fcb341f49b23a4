namespace TokenGateway.Core.Storage;

/// <summary>One follower's place in the sequence. Not safe for concurrent use.</summary>
public interface IChangeReader : IAsyncDisposable
{
    /// <summary>
    /// What was committed since the last read. That it returned proves nothing about how current it is: a replica answers as
    /// gladly as the primary. <see cref="ChangeBatch.Heartbeat"/> says how far the batch goes.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns when another read is worthwhile: at once after a write of this process or when asked for one, else after the
    /// polling interval.
    /// </summary>
    /// <param name="asked">Ends when somebody needs a read.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask WaitAsync(Task asked, CancellationToken cancellationToken);
}
