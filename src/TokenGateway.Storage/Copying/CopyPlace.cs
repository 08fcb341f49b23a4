namespace TokenGateway.Storage.Copying;

/// <summary>Up to where a store was copied: all rows of the tables before, and of this one those up to a key.</summary>
internal sealed record CopyPlace(string Table, object?[] Key);
