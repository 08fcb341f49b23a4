using Microsoft.Data.Sqlite;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.Compilation;

/// <summary>Whether the store can be named at all; whether it can be opened is not asked here.</summary>
internal static class StoreRules
{
    public static void Check(StoreConfig store, ConfigErrors errors)
    {
        if (store.Provider == StoreProvider.Sqlite && FaultOf(store.ConnectionString) is { } fault)
            errors.Add(ConfigPath.Join(store.Path, "ConnectionString"), fault);
    }

    // The text itself is not repeated: it may hold a password.
    private static string? FaultOf(string connectionString)
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
}
