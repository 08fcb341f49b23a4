using Npgsql;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Checks a store as far as its user may: reads every row and reports indexes that the server has marked invalid. The server itself
/// checks pages (checksums, <c>pg_amcheck</c>).
/// </summary>
internal static class PostgreSqlInspection
{
    private const string Tables =
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY 1";

    private const string BrokenIndexes =
        """
        SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY 1
        """;

    // After a partial restore, a sequence may return a value that is already used.
    private const string Sequences =
        """
        SELECT 'token_numbers' FROM token_numbers WHERE last_value < (SELECT max(id) FROM tokens)
        UNION ALL SELECT 'users.number' FROM users WHERE number > coalesce(pg_sequence_last_value(pg_get_serial_sequence('users', 'number')::regclass), 0)
        UNION ALL SELECT 'notices.id' FROM notices WHERE id > coalesce(pg_sequence_last_value(pg_get_serial_sequence('notices', 'id')::regclass), 0)
        """;

    public static async Task<StoreReport> LookAsync(NpgsqlConnection connection, string name, PostgreSqlVersion version, int newest)
    {
        List<string> faults = [.. await connection.ReadRowsAsync(BrokenIndexes, row => $"the index {row.GetString(0)} is not valid: REINDEX INDEX {row.GetString(0)}")];
        foreach (var table in await connection.ReadRowsAsync(Tables, row => row.GetString(0)))
            faults.AddRange(await ReadThroughAsync(connection, table));
        if (version.Number == newest)
            faults.AddRange(await SqlInvariants.FindFaultsAsync(new PostgreSqlSession(connection)));
        foreach (var sequence in (await connection.ReadRowsAsync(Sequences, row => row.GetString(0))).Distinct(StringComparer.Ordinal))
            faults.Add($"{sequence} gives numbers next that were given already");
        return new StoreReport(name, version.Number, newest, faults, [.. WarningsOf(version.Number, newest)])
        {
            Users = await connection.ReadValueAsync<long>("SELECT count(*) FROM users"),
            Tokens = await connection.ReadValueAsync<long>("SELECT count(*) FROM tokens WHERE deleted_at IS NULL"),
        };
    }

    // Read as text, so that every value is decompressed.
    private static async Task<IEnumerable<string>> ReadThroughAsync(NpgsqlConnection connection, string table)
    {
        try
        {
            await connection.ReadValueAsync<long?>($"SELECT sum(length(t::text)) FROM {table} t", timeout: 0);
            return [];
        }
        catch (PostgresException failure) when (failure.SqlState.StartsWith("XX", StringComparison.Ordinal) || failure.SqlState.StartsWith("58", StringComparison.Ordinal))
        {
            return [$"{table} cannot be read: {failure.MessageText}"];
        }
    }

    private static IEnumerable<string> WarningsOf(int version, int newest)
    {
        if (version < newest)
            yield return $"Schema version {version}: `tokengateway store migrate`, or the next start of `tokengateway serve`, upgrades it to {newest}.";
        if (version > newest)
            yield return $"Schema version {version} is newer than this program, which knows up to {newest}.";
    }
}
