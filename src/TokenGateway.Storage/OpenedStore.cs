using TokenGateway.Core.Storage;

namespace TokenGateway.Storage;

/// <summary>A store that is open and up to date. Disposing closes it; nothing of it may be used then.</summary>
public sealed class OpenedStore : IAsyncDisposable
{
    private readonly IStoreBackend? _backend;

    internal OpenedStore(ITokenStore tokens, IUserStore users, IChangeFeed? changes, IStoreBackend? backend)
    {
        Tokens = tokens;
        Users = users;
        Changes = changes;
        _backend = backend;
    }

    public ITokenStore Tokens { get; }

    public IUserStore Users { get; }

    /// <summary>The sequence of changes; null: nothing can change, because the configuration declares everything.</summary>
    public IChangeFeed? Changes { get; }

    /// <summary>
    /// Forgets changes older than this. A follower that has not read them by then has to start afresh, so a day is a
    /// good age.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        _backend?.PruneChangesAsync(before, cancellationToken) ?? ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _backend?.DisposeAsync() ?? ValueTask.CompletedTask;
}
