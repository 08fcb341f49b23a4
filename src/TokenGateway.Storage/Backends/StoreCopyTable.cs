namespace TokenGateway.Storage.Backends;

/// <summary>The comparison of a table after the copy.</summary>
/// <param name="Name">Which.</param>
/// <param name="SourceRows">The number of rows in the source.</param>
/// <param name="TargetRows">The number of rows in the target.</param>
/// <param name="SourceDigest">The digest of the source's rows, independent of their order: the sum of the SHA-256 of each.</param>
/// <param name="TargetDigest">The same for the target.</param>
public sealed record StoreCopyTable(string Name, long SourceRows, long TargetRows, string SourceDigest, string TargetDigest)
{
    public bool IsSame => SourceRows == TargetRows && SourceDigest == TargetDigest;
}
