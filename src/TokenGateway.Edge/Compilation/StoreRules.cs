using Microsoft.Data.Sqlite;
using Npgsql;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Edge.Compilation;

/// <summary>Checks the configuration of the store, without opening it.</summary>
internal static class StoreRules
{
    public static void Check(StoreConfig store, AuditConfig audit, string baseFolder, ConfigErrors errors)
    {
        if (store.Provider == StoreProvider.PostgreSql && audit is { Key: null, KeyFile: null })
            errors.Add(ConfigPath.Join(audit.Path, "KeyFile"), "a key is needed where the store is PostgreSQL, the same for all nodes, in \"Key\" or \"KeyFile\": `openssl rand -base64 32` makes one");
        if (store.Provider != StoreProvider.None && Read(store, baseFolder, out _) is { } fault)
            errors.Add(PathOf(store), fault);
    }

    /// <summary>The connection string; not read without a store.</summary>
    /// <exception cref="ConfigurationInvalidException">Its file is no longer readable or valid.</exception>
    public static string ReadConnectionString(StoreConfig store, string baseFolder)
    {
        var text = store.ConnectionString;
        return store.Provider == StoreProvider.None || Read(store, baseFolder, out text) is not { } fault ? text
            : throw new ConfigurationInvalidException([new ConfigError(PathOf(store), fault, null)]);
    }

    private static string PathOf(StoreConfig store) => ConfigPath.Join(store.Path, store.ConnectionStringFile is null ? "ConnectionString" : "ConnectionStringFile");

    // The fault. Does not repeat the text, which may contain a password.
    private static string? Read(StoreConfig store, string baseFolder, out string text)
    {
        text = store.ConnectionString;
        if (store.ConnectionStringFile is { } file)
        {
            if (SecretFile.TryRead(file, baseFolder, out var read) is { } fault)
                return fault;
            text = read!.Trim();
        }

        return store.Provider == StoreProvider.PostgreSql ? FaultOfPostgreSql(text) : FaultOfSqlite(text);
    }

    private static string? FaultOfSqlite(string connectionString)
    {
        try
        {
            var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
            return source.Length > 0 && !source.StartsWith(":memory:", StringComparison.Ordinal) && !source.StartsWith("file:", StringComparison.Ordinal)
                ? null
                : "a file must be named, such as \"Data Source=data/tokengateway.db\"";
        }
        catch (ArgumentException)
        {
            return "not a connection string of SQLite; write \"Data Source=data/tokengateway.db\"";
        }
    }

    private static string? FaultOfPostgreSql(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 } ? null
                : "a server must be named, such as \"Host=db.example.com;Database=tokengateway;Username=tokengateway;Password=...\"";
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            return "not a connection string of PostgreSQL; write \"Host=db.example.com;Database=tokengateway;Username=tokengateway;Password=...\" with keywords of Npgsql";
        }
    }
}
