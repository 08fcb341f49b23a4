using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage;

/// <summary>A store that is open and up to date. Disposing closes it; nothing of it may be used then.</summary>
public sealed class OpenedStore : IAsyncDisposable
{
    public required ITokenStore Tokens { get; init; }

    public required IUserStore Users { get; init; }

    public required IAuditLog Audit { get; init; }

    public required ISettingsStore Settings { get; init; }

    /// <summary>The sequence of changes; null: nothing can change, because the configuration declares everything.</summary>
    public IChangeFeed? Changes { get; init; }

    /// <summary>
    /// What seals the audit log, for whoever checks it; null: there is no log. Reading it throws
    /// <see cref="StoreUnavailableException"/> when its key cannot be read.
    /// </summary>
    public Lazy<AuditChain>? AuditChain { get; init; }

    internal IStoreBackend? Backend { get; init; }

    /// <summary>
    /// Forgets changes older than this. A follower that has not read them by then has to start afresh, so a day is a
    /// good age.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Backend?.PruneChangesAsync(before, cancellationToken) ?? ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => Backend?.DisposeAsync() ?? ValueTask.CompletedTask;
}
