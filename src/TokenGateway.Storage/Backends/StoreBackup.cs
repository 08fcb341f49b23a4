namespace TokenGateway.Storage.Backends;

/// <summary>A copy of a store.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Size">In bytes.</param>
/// <param name="SchemaVersion">The schema version of the store.</param>
public sealed record StoreBackup(string Path, long Size, int SchemaVersion);
