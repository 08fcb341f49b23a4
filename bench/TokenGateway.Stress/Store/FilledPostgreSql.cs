using Npgsql;
using NpgsqlTypes;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Stress.Store;

/// <summary>An empty database, which is filled and stays.</summary>
internal sealed class FilledPostgreSql(string connectionString, StoreRunOptions options) : FilledStore(options)
{
    private const int Seconds = 600;

    /// <summary>Seals the audit logs of all runs.</summary>
    public static byte[] AuditKey { get; } = new byte[32];

    public override StoreOptions Options { get; } = new(StoreProvider.PostgreSql, connectionString, "/") { AuditKey = AuditKey };

    public override async Task<long> SizeAsync()
    {
        await using var connection = await OpenAsync(default);
        await using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    // As after a while in use: the planner knows the tables.
    protected override async Task FinishAsync(long tokens, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using (var number = new NpgsqlCommand($"SELECT setval('token_numbers', {tokens})", connection))
            await number.ExecuteNonQueryAsync(cancellationToken);
        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = Seconds };
        await analyze.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override async Task InsertAsync(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var owners = await OwnersAsync(connection, cancellationToken);
        await CopyAsync(connection, "tokens (id, digest, name, owner, owner_number, realm, role, manages, created_at, created_by, expires_at, active, hint)", rows,
            async (import, row) =>
            {
                await import.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellationToken);
                await import.WriteAsync(row.Digest, NpgsqlDbType.Bytea, cancellationToken);
                await import.WriteAsync($"token {row.Id}", NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(row.Owner, NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(owners[row.Owner], NpgsqlDbType.Bigint, cancellationToken);
                await import.WriteAsync("default", NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync("Engineers", NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(0, NpgsqlDbType.Integer, cancellationToken);
                await import.WriteAsync(row.Made, NpgsqlDbType.Bigint, cancellationToken);
                await import.WriteAsync("cli:bench", NpgsqlDbType.Text, cancellationToken);
                if (row.Ends is { } ends)
                    await import.WriteAsync(ends, NpgsqlDbType.Bigint, cancellationToken);
                else
                    await import.WriteNullAsync(cancellationToken);
                await import.WriteAsync(true, NpgsqlDbType.Boolean, cancellationToken);
                await import.WriteAsync(row.Hint, NpgsqlDbType.Text, cancellationToken);
            },
            cancellationToken);
        var used = rows.Where(row => row.Used is not null).ToList();
        await CopyAsync(connection, "token_usage (token, used_at, used_from, used_place)", used,
            async (import, row) =>
            {
                await import.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellationToken);
                await import.WriteAsync(row.Used!.Value, NpgsqlDbType.Bigint, cancellationToken);
                await import.WriteAsync("192.0.2.1", NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(1, NpgsqlDbType.Integer, cancellationToken);
            },
            cancellationToken);
        await CopyAsync(connection, "token_usage_days (token, day, requests)", used,
            async (import, row) =>
            {
                await import.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellationToken);
                await import.WriteAsync(row.Day, NpgsqlDbType.Integer, cancellationToken);
                await import.WriteAsync(row.Requests, NpgsqlDbType.Bigint, cancellationToken);
            },
            cancellationToken);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string columns, IReadOnlyList<FilledRow> rows, Func<NpgsqlBinaryImporter, FilledRow, Task> write, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync($"COPY {columns} FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancellationToken);
            await write(import, row);
        }

        await import.CompleteAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, long>> OwnersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("SELECT id, number FROM users", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            owners[rows.GetString(0)] = rows.GetInt64(1);
        return owners;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(Options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
