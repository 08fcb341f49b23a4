using System.Data;
using System.Data.Common;
using Dapper;

namespace TokenGateway.Storage.Sql;

/// <summary>A connection for one caller at a time.</summary>
internal abstract class SqlSession(DbConnection connection, SqlDialect dialect, DbTransaction? transaction = null)
{
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
    protected Task<int> RunAsync(string sql, object? parameters) => connection.ExecuteAsync(sql, parameters, transaction);
}
