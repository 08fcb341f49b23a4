using Microsoft.Data.Sqlite;
using TokenGateway.Testing;

namespace TokenGateway.Tests;

/// <summary>A store as an older version of the program left it.</summary>
internal static class OlderStore
{
    public const int Version = 5;

    private static readonly string Steps = Path.Combine(Configs.RepositoryRoot(), "src", "TokenGateway.Storage", "Sqlite", "Migrations");

    /// <summary>The version that this program brings a store to.</summary>
    public static int Newest => Directory.GetFiles(Steps, "*.sql").Length;

    /// <summary>Makes one, with its folder, readable by its owner only.</summary>
    public static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Execute(path, "PRAGMA journal_mode = WAL; CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
        foreach (var (index, step) in Directory.GetFiles(Steps, "*.sql").Order(StringComparer.Ordinal).Take(Version).Index())
            Execute(path, $"{File.ReadAllText(step)}; INSERT INTO schema_versions VALUES ({index + 1}, 'step', 0)");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public static long VersionOf(string path)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(version) FROM schema_versions";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }
}
