using Dapper;
using Npgsql;
using TokenGateway.Testing;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>A transaction of somebody else, which stands still until the test lets it go on.</summary>
internal sealed class RawTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private RawTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public static async Task<RawTransaction> BeginAsync(PostgreSqlFixture fixture, string sql, object? parameters = null)
    {
        var connection = new NpgsqlConnection(fixture.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var begun = new RawTransaction(connection, await connection.BeginTransactionAsync());
        await connection.ExecuteAsync(sql, parameters, begun._transaction);
        return begun;
    }

    /// <summary>Returns when somebody waits for what this one holds.</summary>
    public Task IsWaitedForAsync() => Eventually.BecomesTrueAsync(
        // pg_locks and not pg_stat_activity, of which a transaction sees only the state of its first look.
        () => _connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))", transaction: _transaction)!,
        "somebody waits");

    public Task CommitAsync() => _transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
