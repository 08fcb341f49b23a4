namespace TokenGateway.Core.Storage;

/// <summary>One follower's position in the sequence. Not thread-safe.</summary>
public interface IChangeReader : IAsyncDisposable
{
    /// <summary>
    /// The changes committed since the last read. Success proves nothing about how current it is, since a lagging replica
    /// responds as well; <see cref="ChangeBatch.Heartbeat"/> shows how far the batch goes.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns when another read is worthwhile: at once after a write of this process or on request, otherwise after the
    /// polling interval.
    /// </summary>
    /// <param name="asked">Completes when a read is requested.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask WaitAsync(Task asked, CancellationToken cancellationToken);
}
