namespace TokenGateway.Storage.Backends;

/// <summary>A table that was compared after it was copied.</summary>
/// <param name="Name">Which.</param>
/// <param name="SourceRows">How many rows the source has.</param>
/// <param name="TargetRows">How many rows the target has.</param>
/// <param name="SourceDigest">Of the source's rows, in whatever order: the sum of the SHA-256 of each.</param>
/// <param name="TargetDigest">The same of the target's.</param>
public sealed record StoreCopyTable(string Name, long SourceRows, long TargetRows, string SourceDigest, string TargetDigest)
{
    public bool IsSame => SourceRows == TargetRows && SourceDigest == TargetDigest;
}
