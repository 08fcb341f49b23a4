using Microsoft.Data.Sqlite;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Checks a store that may be in use, without changes.</summary>
internal static class SqliteInspection
{
    private const int MostFaults = 20;

    /// <exception cref="SqliteException">The store cannot be opened or read.</exception>
    public static StoreReport Look(SqliteFile file)
    {
        using var connection = file.Open(file.LockTimeout);
        SqliteCreation.RefuseEmpty(connection, file);
        var version = file.ReadVersion(connection);
        var newest = SqliteMigration.All[^1].Version;
        List<string> faults = [.. connection.ReadRows($"PRAGMA integrity_check({MostFaults})", row => row.GetString(0)).Where(line => line != "ok")];
        faults.AddRange(connection.ReadRows("PRAGMA foreign_key_check", row => $"a row of {row.GetString(0)} refers to a row of {row.GetString(2)} that does not exist").Take(MostFaults));

        // An older store may lack the checked tables, and a damaged one may be unreadable.
        if (version == newest && faults.Count == 0)
            faults.AddRange(SqlInvariants.FindFaultsAsync(new SqliteSession(connection)).GetAwaiter().GetResult());
        return new StoreReport(file.Path, version, newest, faults, [.. WarningsOf(file, version, newest)])
        {
            Users = connection.ReadValue<long>("SELECT count(*) FROM users"),
            Tokens = connection.ReadValue<long>("SELECT count(*) FROM tokens WHERE deleted_at IS NULL"),
        };
    }

    private static IEnumerable<string> WarningsOf(SqliteFile file, int version, int newest)
    {
        if (version < newest)
            yield return $"Schema version {version}: `tokengateway store migrate`, or the next start of `tokengateway serve`, upgrades it to {newest} after making a copy beside it.";
        if (version > newest)
            yield return $"Schema version {version} is newer than this program, which knows up to {newest}.";
        if (SqliteExposure.Find(file) is { Count: > 0 } exposed)
            yield return $"Other users of this machine can read or write files of the store: chmod 600 {string.Join(' ', exposed)}";
    }
}
