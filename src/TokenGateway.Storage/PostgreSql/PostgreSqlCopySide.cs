using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>A database as the source or target of a copy. Leaves no state on its connection, which may belong to a pooler.</summary>
internal sealed class PostgreSqlCopySide : CopySide
{
    // Enough for a page of a thousand rows on a busy server, or for the last writers to finish.
    private const int CommandSeconds = 120;

    // A running gateway writes its heartbeat once a second; one that was killed has written none since.
    private const long BeatTicks = 5 * TimeSpan.TicksPerSecond;

    private const string Columns =
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = to_regclass(@p0) AND attnum > 0 AND NOT attisdropped ORDER BY attnum";

    private const string Unique =
        """
        SELECT i.indexrelid::regclass::text, a.attname FROM pg_index i
        CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE i.indrelid = to_regclass(@p0) AND i.indisunique ORDER BY 1, k.place
        """;

    private readonly NpgsqlConnection _connection;
    private readonly PostgreSqlSources _sources;
    private readonly Dictionary<(string Table, string Column), NpgsqlDbType> _types = [];
    private NpgsqlTransaction? _moment;

    private PostgreSqlCopySide(string name, PostgreSqlSources sources, NpgsqlConnection connection)
        : base(name, connection) => (_sources, _connection, Session) = (sources, connection, new PostgreSqlSession(connection));

    public override SqlSession Session { get; }

    /// <exception cref="StoreVersionException">The store is older, or so much newer that this program cannot use it.</exception>
    /// <exception cref="StoreUnavailableException">The store is unavailable or does not exist.</exception>
    public static Task<CopySide> OpenSourceAsync(PostgreSqlConnectionString text, TimeProvider time) => OpenAsync(
        text, async connection => await new PostgreSqlMigrations(PostgreSqlMigration.All, text.Name, time).RequireUsableAsync(connection));

    /// <summary>Creates the tables if they do not exist, and migrates older ones.</summary>
    /// <exception cref="StoreVersionException">The store is newer, and this program cannot use it.</exception>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
    public static Task<CopySide> OpenTargetAsync(PostgreSqlConnectionString text, TimeProvider time) => OpenAsync(
        text, async connection => await new PostgreSqlMigrations(PostgreSqlMigration.All, text.Name, time).ApplyAsync(connection));

    public override async Task<IReadOnlyList<string>> ListTablesAsync() =>
        [.. (await QueryAsync(
            "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname", []))
            .Select(row => (string)row[0]!)];

    public override async Task<IReadOnlyList<string>> ListColumnsAsync(string table)
    {
        var rows = await QueryAsync(Columns, [table]);
        foreach (var row in rows)
            _types[(table, (string)row[0]!)] = TypeOf((string)row[1]!);
        return [.. rows.Select(row => (string)row[0]!)];
    }

    public override async Task<IReadOnlyList<IReadOnlyList<string>>> ListUniqueAsync(string table) =>
        [.. (await QueryAsync(Unique, [table])).GroupBy(row => (string)row[0]!, row => (string)row[1]!, StringComparer.Ordinal).Select(index => index.ToList())];

    public override async Task TakeAsync()
    {
        var rows = await QueryAsync($"SELECT 1 FROM heartbeat WHERE abs({PostgreSqlDialect.Now} - at) < {BeatTicks}", []);
        if (rows.Count > 0)
            throw new StoreCopyRefusedException($"The store {Name} is in use: a gateway was there in the last 5 seconds. Stop every gateway that uses it, and run this again.");
    }

    /// <summary>Locks the tables before taking the snapshot, so that the snapshot contains all writes in progress.</summary>
    public override async Task HoldAsync()
    {
        await TakeAsync();
        _moment = await OnStoreAsync(async () => await _connection.BeginTransactionAsync(IsolationLevel.RepeatableRead));
        await ExecuteAsync("SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0; SET LOCAL jit = off", []);
        await ExecuteAsync($"LOCK TABLE {string.Join(", ", CopyPlan.Tables.Select(table => Quote(table.Name)))}, change_head IN SHARE MODE", []);
    }

    public override Task InsertAsync(CopyShape shape, IReadOnlyList<object?[]> rows) => OnStoreAsync(async () =>
    {
        var table = shape.Table.Name;
        var types = shape.Columns.Select(column => _types[(table, column)]).ToList();
        await using var import = await _connection.BeginBinaryImportAsync($"COPY {Quote(table)} ({string.Join(", ", shape.Columns.Select(Quote))}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await import.StartRowAsync();
            for (var i = 0; i < row.Length; i++)
                await WriteAsync(import, table, row[i], types[i]);
        }

        return await import.CompleteAsync();
    });

    public override async Task DeleteAsync(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> keys)
    {
        if (keys.Count == 0)
            return;
        var names = columns.Select((_, i) => $"c{i}").ToList();
        var sql = $"DELETE FROM {Quote(table)} t USING unnest({string.Join(", ", columns.Select((_, i) => $"@p{i}"))}) AS k ({string.Join(", ", names)}) "
            + $"WHERE {string.Join(" AND ", columns.Select((column, i) => $"t.{Quote(column)} = k.{names[i]}"))}";
        await ExecuteAsync(sql, [.. columns.Select((_, i) => ArrayOf([.. keys.Select(key => key[i]!)]))]);
    }

    public override async Task<long> ReadHighestAsync(CopyTable table)
    {
        var sequence = await SequenceOfAsync(table);
        return (long)(await QueryAsync(
            $"SELECT greatest((SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}), (SELECT coalesce(max({Quote(table.Key[0])}), 0) FROM {Quote(table.Name)}))", []))[0][0]!;
    }

    public override async Task RaiseHighestAsync(CopyTable table, long number)
    {
        if (Math.Max(number, await ReadHighestAsync(table)) is var highest and > 0)
            await QueryAsync("SELECT setval(@p0::regclass, @p1)", [await SequenceOfAsync(table), highest]);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_moment is not null)
            await _moment.DisposeAsync();
        await base.DisposeAsync();
        await _sources.DisposeAsync();
    }

    protected override StoreUnavailableException? Explain(Exception failure) =>
        PostgreSqlErrors.IsOutage(failure) ? PostgreSqlErrors.Explain(Name, failure) : null;

    protected override DbCommand CreateCommand(string sql, object?[] parameters)
    {
        var command = base.CreateCommand(sql, parameters);
        command.CommandTimeout = CommandSeconds;
        return command;
    }

    private static async Task<CopySide> OpenAsync(PostgreSqlConnectionString text, Func<NpgsqlConnection, Task> prepare)
    {
        var sources = new PostgreSqlSources(text);
        try
        {
            var connection = await sources.Primary.OpenConnectionAsync();
            await prepare(connection);
            return new PostgreSqlCopySide(text.Name, sources, connection);
        }
        catch (Exception failure)
        {
            await sources.DisposeAsync();
            if (PostgreSqlErrors.IsOutage(failure))
                throw PostgreSqlErrors.Explain(text.Name, failure);
            throw;
        }
    }

    private static NpgsqlDbType TypeOf(string name) => name switch
    {
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "boolean" => NpgsqlDbType.Boolean,
        "text" => NpgsqlDbType.Text,
        "bytea" => NpgsqlDbType.Bytea,
        _ => throw new StoreCopyRefusedException($"A column of type {name} is of another program."),
    };

    private static Task WriteAsync(NpgsqlBinaryImporter import, string table, object? value, NpgsqlDbType type) => value switch
    {
        null => import.WriteNullAsync(),
        long number when type == NpgsqlDbType.Integer => import.WriteAsync(checked((int)number), type),
        long flag when type == NpgsqlDbType.Boolean => import.WriteAsync(flag != 0, type),
        long number => import.WriteAsync(number, type),
        string text when text.Contains('\0', StringComparison.Ordinal) =>
            throw new StoreCopyRefusedException($"A text in {table} has the character NUL, which PostgreSQL cannot keep. Change it at the source."),
        string text => import.WriteAsync(text, type),
        _ => import.WriteAsync((byte[])value, type),
    };

    // All values have the type of the first one.
    private static Array ArrayOf(IReadOnlyList<object> values) => values[0] switch
    {
        long => values.Cast<long>().ToArray(),
        string => values.Cast<string>().ToArray(),
        _ => values.Cast<byte[]>().ToArray(),
    };

    // Tokens in all partitions share one sequence; an identity column has its own.
    private async Task<string> SequenceOfAsync(CopyTable table) =>
        (await QueryAsync("SELECT coalesce(pg_get_serial_sequence(@p0, @p1), 'token_numbers')", [table.Name, table.Key[0]])) is [[string name]]
            ? name
            : throw new StoreUnavailableException($"The store {Name} has no sequence for {table.Name}.");
}
