namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Finds files of a store that other users of the machine can read or write. They are created private, but a restored
/// backup need not be.
/// </summary>
internal static class SqliteExposure
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>As arguments for <c>chmod</c>: the store with the files beside it as one, the key of the audit log.</summary>
    public static IReadOnlyList<string> Find(SqliteFile file)
    {
        string[] store = [file.Path, $"{file.Path}-wal", $"{file.Path}-shm"];
        var key = SqliteAuditKey.PathOf(file);
        return [.. store.Any(IsExposed) ? [$"{file.Path}*"] : Array.Empty<string>(), .. IsExposed(key) ? [key] : Array.Empty<string>()];
    }

    private static bool IsExposed(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
