namespace TokenGateway.Configuration.Sections;

/// <summary>The kinds of store.</summary>
public enum StoreProvider
{
    Sqlite,

    /// <summary>Only the users and tokens that the file declares.</summary>
    None,
}
