namespace TokenGateway.Core.Storage;

/// <summary>The durable sequence of changes to users and tokens; commit order is sequence order.</summary>
public interface IChangeFeed
{
    /// <summary>Opens a reader that goes on from where an earlier one stood.</summary>
    /// <param name="from">
    /// A batch's cursor; null, or a place that the feed cannot go on from: the reader stands at the present end, and its first
    /// read is a reset.
    /// </param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken);
}
