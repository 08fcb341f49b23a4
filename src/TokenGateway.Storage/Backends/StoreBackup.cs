namespace TokenGateway.Storage.Backends;

/// <summary>A copy of a store.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="SchemaVersion">That of the store.</param>
public sealed record StoreBackup(string Path, long Size, int SchemaVersion);
