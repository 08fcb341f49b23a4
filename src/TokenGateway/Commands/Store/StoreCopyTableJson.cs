using TokenGateway.Storage.Backends;

namespace TokenGateway.Commands.Store;

/// <summary>A table of <see cref="StoreCopyJson"/>.</summary>
internal sealed record StoreCopyTableJson(string Name, long SourceRows, long TargetRows, string SourceDigest, string TargetDigest, bool Same)
{
    public static StoreCopyTableJson Of(StoreCopyTable table) =>
        new(table.Name, table.SourceRows, table.TargetRows, table.SourceDigest, table.TargetDigest, table.IsSame);
}
