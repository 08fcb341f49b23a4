namespace TokenGateway.Core.Storage;

/// <summary>The durable sequence of changes to users and tokens; commit order is sequence order.</summary>
public interface IChangeFeed
{
    /// <summary>Opens a reader that continues from an earlier position.</summary>
    /// <param name="from">
    /// A batch's cursor; null, or a position that the feed cannot continue from: the reader starts at the current end, and
    /// its first read is a reset.
    /// </param>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken);
}
