namespace TokenGateway.Configuration.Sections;

/// <summary>The kinds of store.</summary>
internal enum StoreProvider
{
    Sqlite,

    PostgreSql,

    /// <summary>Only declared users and tokens.</summary>
    None,
}
