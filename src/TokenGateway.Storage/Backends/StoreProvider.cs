namespace TokenGateway.Storage.Backends;

/// <summary>The kinds of store (<c>Store:Provider</c>).</summary>
public enum StoreProvider
{
    /// <summary>One local file.</summary>
    Sqlite,

    /// <summary>A database that several nodes share.</summary>
    PostgreSql,

    /// <summary>No store: the configuration file declares everything.</summary>
    None,
}
