namespace TokenGateway.Core.Storage;

/// <summary>The durable sequence of changes to users and tokens; commit order is sequence order.</summary>
public interface IChangeFeed
{
    /// <summary>Opens a reader that stands at the present end of the sequence. Its first read is a reset.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<IChangeReader> OpenAsync(CancellationToken cancellationToken);
}
