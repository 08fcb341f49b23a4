namespace TokenGateway.Storage.Backends;

/// <summary>The store to open, from the <c>Store</c> section.</summary>
/// <param name="Provider">The kind of store.</param>
/// <param name="ConnectionString">
/// For SQLite: <c>Data Source=FILE</c>, and <c>Default Timeout=SECONDS</c> for how long a write waits for a lock
/// (default 5). For PostgreSQL: keywords of Npgsql; <c>Timeout</c> and <c>Command Timeout</c> are 5 seconds unless it says
/// otherwise. Not read for <see cref="StoreProvider.None"/>.
/// </param>
/// <param name="BaseFolder">The absolute path that a relative <c>Data Source</c> refers to.</param>
public sealed record StoreOptions(StoreProvider Provider, string ConnectionString, string BaseFolder)
{
    /// <summary>Checks the whole store for damage on opening; default: no.</summary>
    public bool CheckForDamage { get; init; }

    /// <summary>Whether a missing store is created on opening (default).</summary>
    public bool Creates { get; init; } = true;

    /// <summary>
    /// Whether an older store is migrated on opening (default). Otherwise such a store is refused: an older program that
    /// still uses it could not continue.
    /// </summary>
    public bool Migrates { get; init; } = true;

    /// <summary>
    /// The key that seals the audit log, at least 32 bytes; null (default): <c>audit.key</c> in the folder of the store,
    /// created when a store without one is opened. A PostgreSQL store has no folder and requires a configured key.
    /// </summary>
    public byte[]? AuditKey { get; init; }

    /// <summary>
    /// Whether processes on a PostgreSQL database notify each other of changes (default). Behind a pooler in transaction
    /// mode notifications do not arrive; changes are then found by polling, about once a second.
    /// </summary>
    public bool Notifies { get; init; } = true;

    /// <summary>
    /// Whether a store is refused if the key does not match its audit log (default). Otherwise the log can be inspected,
    /// verified and rekeyed; changes are refused all the same.
    /// </summary>
    public bool CheckAuditKey { get; init; } = true;
}
