using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;
using Dapper;

namespace TokenGateway.Storage.Sql;

/// <summary>A connection for one caller at a time.</summary>
internal abstract class SqlSession(DbConnection connection, SqlDialect dialect, DbTransaction? transaction = null)
{
    private const int RowsAtOnce = 500;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public SqlDialect Dialect => dialect;

    /// <summary>Appended to a <c>SELECT</c>: in a transaction, locks the rows until it ends.</summary>
    public string ForUpdate => transaction is null ? "" : dialect.ForUpdate;

    /// <summary>The lookup by digest, created once per session, because it is on the request path.</summary>
    public TokenLookup Lookup => field ??= new TokenLookup(connection, dialect);

    /// <summary>The first row's first value; default: no row, or null.</summary>
    public Task<T?> ReadValueAsync<T>(string sql, object? parameters = null) => connection.ExecuteScalarAsync<T>(sql, parameters, transaction);

    /// <summary>The first row, read by <paramref name="read"/>; null: no row.</summary>
    public async Task<T?> ReadRowAsync<T>(string sql, object? parameters, Func<IDataRecord, T> read)
        where T : class
    {
        await using var row = await connection.ExecuteReaderAsync(sql, parameters, transaction);
        return await row.ReadAsync() ? read(row) : null;
    }

    /// <summary>All rows, each read by <paramref name="read"/>.</summary>
    public async Task<IReadOnlyList<T>> ReadRowsAsync<T>(string sql, object? parameters, Func<IDataRecord, T> read)
    {
        await using var rows = await connection.ExecuteReaderAsync(sql, parameters, transaction);
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }

    /// <summary>Returns the number of changed rows. For a list of parameters, the statement runs once for each.</summary>
    protected Task<int> RunAsync(string sql, object? parameters) => parameters is IEnumerable<object> rows && connection.CanCreateBatch
        ? RunBatchesAsync(sql, rows)
        : connection.ExecuteAsync(sql, parameters, transaction);

    /// <inheritdoc cref="SqlWrite.ExecuteOnRowsAsync"/>
    protected async Task<int> RunOnRowsAsync<TRow>(Func<string, string> sql, IEnumerable<TRow> rows)
        where TRow : class
    {
        var columns = PropertiesOf(typeof(TRow));
        var text = sql(dialect.Rows([.. columns.Select(column => column.Name)]));
        if (!dialect.TakesArrays)
            return await connection.ExecuteAsync(text, rows, transaction);
        var changed = 0;
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (text, transaction);
            foreach (var column in columns)
                command.Parameters.Add(CreateArray(command, column, some));
            changed += await command.ExecuteNonQueryAsync();
        }

        return changed;
    }

    private static DbParameter CreateArray<TRow>(DbCommand command, PropertyInfo column, TRow[] rows)
    {
        var values = Array.CreateInstance(column.PropertyType, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            values.SetValue(column.GetValue(rows[i]), i);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (column.Name, values);
        return parameter;
    }

    private static PropertyInfo[] PropertiesOf(Type row) => Properties.GetOrAdd(row, type => type.GetProperties());

    // If the database is another process, one round trip for many rows.
    private async Task<int> RunBatchesAsync(string sql, IEnumerable<object> rows)
    {
        var changed = 0;
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in some)
                batch.BatchCommands.Add(CreateCommand(batch, sql, row));
            changed += await batch.ExecuteNonQueryAsync();
        }

        return changed;
    }

    private static DbBatchCommand CreateCommand(DbBatch batch, string sql, object row)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var property in PropertiesOf(row.GetType()))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (property.Name, property.GetValue(row) ?? DBNull.Value);

            // A null needs a type as well.
            if (TypeOf(property.PropertyType) is { } type)
                parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static DbType? TypeOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.String => DbType.String,
        TypeCode.Int64 => DbType.Int64,
        TypeCode.Int32 => DbType.Int32,
        TypeCode.Boolean => DbType.Boolean,
        _ => type == typeof(byte[]) ? DbType.Binary : null,
    };
}
