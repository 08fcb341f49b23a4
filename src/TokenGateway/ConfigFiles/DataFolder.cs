using System.Data.Common;

namespace TokenGateway.ConfigFiles;

/// <summary><c>TOKENGATEWAY_DATA</c>: the folder of the default store, for container images with a volume.</summary>
internal static class DataFolder
{
    private const string Variable = "TOKENGATEWAY_DATA";

    /// <summary>As <c>Store:ConnectionString</c>; null: the variable is not set.</summary>
    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? new DbConnectionStringBuilder { ["Data Source"] = Path.Combine(Path.GetFullPath(folder), "tokengateway.db") }.ConnectionString
        : null;
}
