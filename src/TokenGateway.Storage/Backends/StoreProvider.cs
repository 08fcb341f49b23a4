namespace TokenGateway.Storage.Backends;

/// <summary>Where users and tokens are kept (<c>Store:Provider</c>).</summary>
public enum StoreProvider
{
    /// <summary>One file of this machine.</summary>
    Sqlite,

    /// <summary>A database that several nodes share.</summary>
    PostgreSql,

    /// <summary>Nowhere: the configuration file declares all there are.</summary>
    None,
}
