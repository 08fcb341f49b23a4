using TokenGateway.Core.Auditing;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Backends;

/// <summary>An open, migrated store. Disposing closes it and all its parts.</summary>
public sealed record OpenedStore : IAsyncDisposable
{
    public required ITokenStore Tokens { get; init; }

    public required IKeptValueStore KeptValues { get; init; }

    public required IUserStore Users { get; init; }

    public required IAuditLog Audit { get; init; }

    public required INoticeStore Notices { get; init; }

    public required IUsageStore Usage { get; init; }

    public required IPermissionUseStore PermissionUses { get; init; }

    public required ISessionStore Sessions { get; init; }

    public required IPasskeyStore Passkeys { get; init; }

    public required IProtectionKeyStore ProtectionKeys { get; init; }

    public required ISettingsStore Settings { get; init; }

    /// <summary>The change feed; null: nothing can change, because the configuration declares everything.</summary>
    public IChangeFeed? Changes { get; init; }

    /// <summary>
    /// The audit chain, for verification; null: there is no log. Reading it throws <see cref="StoreUnavailableException"/>
    /// if its key is unreadable.
    /// </summary>
    public Lazy<AuditChain>? AuditChain { get; init; }

    /// <summary>The file with the key of the audit log; null: the key was configured, or there is no log.</summary>
    public string? AuditKeyFile { get; init; }

    /// <summary>The migration of an older store when it was opened; null: none.</summary>
    public StoreMigration? Migration { get; init; }

    /// <summary>Files of the store that other users can read or write, as arguments for <c>chmod</c>.</summary>
    public IReadOnlyList<string> Exposed { get; init; } = [];

    /// <summary>
    /// Whether <see cref="BeatAsync"/> must be called about once a second: reads may lag behind writes, and the newest
    /// heartbeat in them shows how far.
    /// </summary>
    public bool NeedsHeartbeat { get; init; }

    internal IStoreBackend? Backend { get; init; }

    /// <summary>Writes a heartbeat, unless another process has just done so.</summary>
    /// <exception cref="StoreUnavailableException">The store does not respond, or this process may not write to it.</exception>
    public ValueTask BeatAsync(CancellationToken cancellationToken) => Backend?.BeatAsync(cancellationToken) ?? ValueTask.CompletedTask;

    /// <summary>Deletes changes older than this. A follower that has not read them by then has to reset, so a day is a good age.</summary>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Backend?.PruneChangesAsync(before, cancellationToken) ?? ValueTask.CompletedTask;

    /// <summary>
    /// Seals the audit log with another key from now on: the configured one, or else a new one, which replaces the key
    /// file; the old file is kept beside it. Earlier records can no longer be verified. Other processes cannot write until
    /// they have the new key; this store must be reopened.
    /// </summary>
    /// <param name="entry">The audit entry, the first one under the new key.</param>
    /// <exception cref="StoreUnavailableException">The store does not respond; nothing has changed.</exception>
    public ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Backend?.RekeyAuditAsync(entry, cancellationToken) ?? throw new InvalidOperationException("There is no audit log.");
    }

    public ValueTask DisposeAsync() => Backend?.DisposeAsync() ?? ValueTask.CompletedTask;
}
