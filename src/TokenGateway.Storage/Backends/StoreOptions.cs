namespace TokenGateway.Storage.Backends;

/// <summary>Which store to open, from the <c>Store</c> section.</summary>
/// <param name="Provider">What kind of store.</param>
/// <param name="ConnectionString">
/// For SQLite: <c>Data Source=FILE</c>, and <c>Default Timeout=SECONDS</c> for how long a write waits for a lock
/// (default 5). For PostgreSQL: keywords of Npgsql; <c>Timeout</c> and <c>Command Timeout</c> are 5 seconds unless it says
/// otherwise. Not read for <see cref="StoreProvider.None"/>.
/// </param>
/// <param name="BaseFolder">The absolute path that a relative <c>Data Source</c> starts from.</param>
public sealed record StoreOptions(StoreProvider Provider, string ConnectionString, string BaseFolder)
{
    /// <summary>Looks through the whole store for damage when it is opened; default: no.</summary>
    public bool CheckForDamage { get; init; }

    /// <summary>Whether a store that is not there yet is made when it is opened (default).</summary>
    public bool Creates { get; init; } = true;

    /// <summary>
    /// Whether an older store is brought up to date when it is opened (default). Without it such a store is refused: an
    /// older program that still uses it could not go on.
    /// </summary>
    public bool Migrates { get; init; } = true;

    /// <summary>
    /// The key that seals the audit log, at least 32 bytes; null (default): <c>audit.key</c> in the folder of the store,
    /// made when a store is opened that has none. A store of PostgreSQL has no folder and needs one given.
    /// </summary>
    public byte[]? AuditKey { get; init; }

    /// <summary>
    /// Whether processes on a PostgreSQL database tell each other that something has changed (default). Behind a pooler in
    /// transaction mode notices do not arrive; changes are then found by polling, about once a second.
    /// </summary>
    public bool Notifies { get; init; } = true;

    /// <summary>
    /// Whether a store is refused whose audit log the key does not fit (default). Without it the log can be looked at,
    /// checked and begun anew; changes are refused all the same.
    /// </summary>
    public bool CheckAuditKey { get; init; } = true;
}
