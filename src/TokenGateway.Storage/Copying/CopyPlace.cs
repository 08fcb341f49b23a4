namespace TokenGateway.Storage.Copying;

/// <summary>The position of a copy: all rows of the tables before, and those of this table up to a key.</summary>
internal sealed record CopyPlace(string Table, object?[] Key);
