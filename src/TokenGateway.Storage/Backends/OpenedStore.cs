using TokenGateway.Core.Auditing;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Backends;

/// <summary>A store that is open and up to date. Disposing closes it; nothing of it may be used then.</summary>
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

    /// <summary>The sequence of changes; null: nothing can change, because the configuration declares everything.</summary>
    public IChangeFeed? Changes { get; init; }

    /// <summary>
    /// What seals the audit log, for whoever checks it; null: there is no log. Reading it throws
    /// <see cref="StoreUnavailableException"/> when its key cannot be read.
    /// </summary>
    public Lazy<AuditChain>? AuditChain { get; init; }

    /// <summary>The file with the key of the audit log; null: the key was given, or there is no log.</summary>
    public string? AuditKeyFile { get; init; }

    /// <summary>What was done to an older store when it was opened; null: nothing.</summary>
    public StoreMigration? Migration { get; init; }

    /// <summary>Files of the store that others can read or write, as <c>chmod</c> takes them.</summary>
    public IReadOnlyList<string> Exposed { get; init; } = [];

    /// <summary>
    /// Whether <see cref="BeatAsync"/> is to be called about once a second: what is read may lag behind what is written, and
    /// the newest heartbeat in it says how far.
    /// </summary>
    public bool NeedsHeartbeat { get; init; }

    internal IStoreBackend? Backend { get; init; }

    /// <summary>Writes a heartbeat, unless another process has just done so.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer, or may not be written by this process.</exception>
    public ValueTask BeatAsync(CancellationToken cancellationToken) => Backend?.BeatAsync(cancellationToken) ?? ValueTask.CompletedTask;

    /// <summary>
    /// Forgets changes older than this. A follower that has not read them by then has to start afresh, so a day is a
    /// good age.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Backend?.PruneChangesAsync(before, cancellationToken) ?? ValueTask.CompletedTask;

    /// <summary>
    /// Seals the audit log by another key from now on: by the one that was given, or else by a new one, which takes the
    /// place of the file's; that file is kept beside it. Earlier records can no longer be verified. Other
    /// processes cannot write until they have the new key; this store is to be opened again.
    /// </summary>
    /// <param name="entry">What is recorded of it, the first under the new key.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer; nothing has changed.</exception>
    public ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Backend?.RekeyAuditAsync(entry, cancellationToken) ?? throw new InvalidOperationException("There is no audit log.");
    }

    public ValueTask DisposeAsync() => Backend?.DisposeAsync() ?? ValueTask.CompletedTask;
}
