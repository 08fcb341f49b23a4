using System.Data.Common;
using System.Globalization;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Copying;

/// <summary>
/// One of the two databases of a copy, on one connection. Statements are common to both; the adapter reads the schema,
/// inserts rows and locks out other users.
/// </summary>
internal abstract class CopySide(string name, DbConnection connection) : IAsyncDisposable
{
    /// <summary>For messages.</summary>
    public string Name => name;

    /// <summary>For reads outside a transaction.</summary>
    public abstract SqlSession Session { get; }

    protected DbTransaction? Transaction { get; private set; }

    /// <summary>All tables, without auxiliary and system tables.</summary>
    public abstract Task<IReadOnlyList<string>> ListTablesAsync();

    public abstract Task<IReadOnlyList<string>> ListColumnsAsync(string table);

    /// <summary>The columns of each unique index.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<string>>> ListUniqueAsync(string table);

    /// <summary>For a target: locks out other users, as far as possible.</summary>
    /// <exception cref="StoreCopyRefusedException">The store is in use.</exception>
    public abstract Task TakeAsync();

    /// <summary>For a source: freezes it for consistent reads, without other writers, until this is disposed.</summary>
    /// <exception cref="StoreCopyRefusedException">The store is in use.</exception>
    public abstract Task HoldAsync();

    /// <summary>Inserts missing rows.</summary>
    public abstract Task InsertAsync(CopyShape shape, IReadOnlyList<object?[]> rows);

    /// <summary>Deletes the rows that have one of these values in the columns.</summary>
    public abstract Task DeleteAsync(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> keys);

    /// <summary>The highest number ever assigned in a numbered table.</summary>
    public abstract Task<long> ReadHighestAsync(CopyTable table);

    /// <summary>Raises the next number above this one.</summary>
    public abstract Task RaiseHighestAsync(CopyTable table, long number);

    public async Task<string> ReadStoreIdAsync() => (await QueryAsync("SELECT store_id FROM store", [])) is [[string id]]
        ? id
        : throw new StoreUnavailableException($"The store {name} has lost the row that says who it is.");

    /// <summary>The number of rows, in total or up to a key.</summary>
    public async Task<long> CountAsync(CopyTable table, object?[]? upTo = null) =>
        (long)(await QueryAsync($"SELECT count(*) FROM {Quote(table.Name)} {Where(Bound(KeyOf(table), "<=", upTo, 0))}", upTo ?? []))[0][0]!;

    /// <summary>Rows in key order, after one key up to another.</summary>
    public Task<IReadOnlyList<object?[]>> ReadPageAsync(CopyShape shape, object?[]? after, object?[]? upTo, int limit)
    {
        var key = KeyOf(shape.Table);
        var bounds = Where(Bound(key, ">", after, 0), Bound(key, "<=", upTo, after?.Length ?? 0));
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {string.Join(", ", shape.Columns.Select(Quote))} FROM {Quote(shape.Table.Name)} {bounds} ORDER BY {key} LIMIT {limit}");
        return QueryAsync(sql, [.. after ?? [], .. upTo ?? []]);
    }

    /// <summary>All rows of a statement with parameters <c>@p0</c>, <c>@p1</c> and so on.</summary>
    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql, object?[] parameters) => OnStoreAsync(async () =>
    {
        await using var command = CreateCommand(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add(ReadRow(reader));
        return (IReadOnlyList<object?[]>)rows;
    });

    /// <summary>Returns the number of changed rows.</summary>
    public Task<int> ExecuteAsync(string sql, object?[] parameters) => OnStoreAsync(async () =>
    {
        await using var command = CreateCommand(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    });

    /// <summary>Runs all of the work or none of it.</summary>
    public Task InTransactionAsync(Func<Task> work) => OnStoreAsync(async () =>
    {
        await using var transaction = await connection.BeginTransactionAsync();
        Transaction = transaction;
        try
        {
            await work();
            await transaction.CommitAsync();
            return true;
        }
        finally
        {
            Transaction = null;
        }
    });

    public virtual ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Quotes an identifier: some are SQL keywords.</summary>
    protected static string Quote(string identifier) => $"\"{identifier}\"";

    /// <summary>An outage of the store, described for an operator; null: another failure.</summary>
    protected abstract StoreUnavailableException? Explain(Exception failure);

    /// <summary>Runs statements, and translates this database's failures.</summary>
    protected async Task<T> OnStoreAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is not StoreUnavailableException && Explain(failure) is not null)
        {
            throw Explain(failure)!;
        }
    }

    protected virtual DbCommand CreateCommand(string sql, object?[] parameters)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, Transaction);
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (string.Create(CultureInfo.InvariantCulture, $"@p{i}"), parameters[i] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static object?[] ReadRow(DbDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
            row[i] = CopyRow.ValueOf(reader.GetValue(i));
        return row;
    }

    private static string KeyOf(CopyTable table) => string.Join(", ", table.Key.Select(Quote));

    private static string Where(params IEnumerable<string> bounds) =>
        string.Join(" AND ", bounds.Where(bound => bound.Length > 0)) is { Length: > 0 } all ? $"WHERE {all}" : "";

    private static string Bound(string key, string comparison, object?[]? values, int first) => values is null ? ""
        : string.Create(CultureInfo.InvariantCulture, $"({key}) {comparison} ({string.Join(", ", values.Select((_, i) => $"@p{first + i}"))})");
}
