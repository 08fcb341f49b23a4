using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Checks for damage before a store is used; otherwise requests would encounter it.</summary>
internal static class SqliteDamage
{
    /// <exception cref="StoreUnavailableException">There is damage.</exception>
    public static void Check(SqliteConnection connection, SqliteFile file)
    {
        // All pages and rows, but not each index against its table, which would take ten times as long.
        var found = connection.ReadValue<string>("PRAGMA quick_check(1)");
        if (found != "ok")
            throw new StoreUnavailableException($"The store {file.Path} is damaged: {found?.ReplaceLineEndings(" ")}. {SqliteErrors.HowToMend}");
    }
}
