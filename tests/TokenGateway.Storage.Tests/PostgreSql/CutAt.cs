namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>What a <see cref="CuttingProxy"/> does when the word comes that it waits for.</summary>
internal enum CutAt
{
    /// <summary>Cuts the connection off before the server hears it.</summary>
    Before,

    /// <summary>Cuts it off when the server has heard it, and lets no answer through.</summary>
    After,

    /// <summary>Lets nothing through any more, and leaves the connection open.</summary>
    Never,
}
