using System.Data;
using System.Data.Common;
using System.Reflection;

namespace TokenGateway.Storage.Sql;

/// <summary>A connection for one caller at a time.</summary>
internal abstract class SqlSession(DbConnection connection, SqlDialect dialect, DbTransaction? transaction = null)
{
    private const int RowsAtOnce = 500;

    public SqlDialect Dialect => dialect;

    /// <summary>Appended to a <c>SELECT</c>: in a transaction, locks the rows until it ends.</summary>
    public string ForUpdate => transaction is null ? "" : dialect.ForUpdate;

    /// <summary>The lookup by digest, created once per session, because it is on the request path.</summary>
    public TokenLookup Lookup => field ??= new TokenLookup(connection, dialect);

    /// <summary>The first row's first value; default: no row, or null.</summary>
    public Task<T?> ReadValueAsync<T>(string sql, object? parameters = null) => connection.ReadValueAsync<T>(sql, parameters, transaction);

    /// <summary>The first row, read by <paramref name="read"/>; null: no row.</summary>
    public Task<T?> ReadRowAsync<T>(string sql, object? parameters, Func<IDataRecord, T> read)
        where T : class
        => connection.ReadRowAsync(sql, read, parameters, transaction);

    /// <summary>All rows, each read by <paramref name="read"/>.</summary>
    public async Task<IReadOnlyList<T>> ReadRowsAsync<T>(string sql, object? parameters, Func<IDataRecord, T> read) =>
        await connection.ReadRowsAsync(sql, read, parameters, transaction);

    /// <summary>Returns the number of changed rows. For a list of parameters, the statement runs once for each.</summary>
    protected Task<int> RunAsync(string sql, object? parameters) => parameters is IEnumerable<object> rows
        ? RunForEachAsync(sql, rows)
        : connection.ExecuteAsync(sql, parameters, transaction);

    /// <inheritdoc cref="SqlWrite.ExecuteOnRowsAsync"/>
    protected async Task<int> RunOnRowsAsync<TRow>(Func<string, string> sql, IEnumerable<TRow> rows)
        where TRow : class
    {
        var columns = SqlStatements.PropertiesOf(typeof(TRow));
        var text = sql(dialect.Rows([.. columns.Select(column => column.Name)]));
        if (!dialect.TakesArrays)
            return await connection.ExecuteForEachAsync(text, rows, transaction);
        var changed = 0;
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await using var command = connection.CreateCommand(text, parameters: null, transaction);
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

    // If the database is another process, one round trip for many rows.
    private async Task<int> RunForEachAsync(string sql, IEnumerable<object> rows)
    {
        if (!connection.CanCreateBatch)
            return await connection.ExecuteForEachAsync(sql, rows, transaction);
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
        SqlStatements.AddParameters(command.Parameters, command.CreateParameter, row);
        return command;
    }
}
