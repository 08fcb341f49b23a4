namespace TokenGateway.Configuration.Sections;

/// <summary>The kinds of store.</summary>
internal enum StoreProvider
{
    Sqlite,

    PostgreSql,

    /// <summary>Only the users and tokens that the file declares.</summary>
    None,
}
