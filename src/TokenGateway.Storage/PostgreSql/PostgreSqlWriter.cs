using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Runs transactions at the primary, READ COMMITTED: what one rests on it locks by row or by name. Those that get into each
/// other's way are run again.
/// </summary>
internal sealed class PostgreSqlWriter(PostgreSqlSources sources, PostgreSqlConnectionString connection, int version, Lazy<AuditChain> chain, TimeProvider time)
    : IDisposable
{
    // The rest of the connections is for readers, also while all writers wait for a lock.
    private const int AtOnce = 8;
    private const int Attempts = 8;

    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(10);

    // A process that stops in the middle of a transaction must not hold the heads of the sequences for ever.
    private const int StandsStillSeconds = 10;

    // The time that a statement may take is said to the server too: it goes on with one whose client is gone. Compiling what
    // walks through all partitions takes it seconds, running it milliseconds. Set for the transaction alone, so that nothing
    // stays on a connection that a pooler hands to others.
    private const string Begin =
        $"""
         SELECT set_config('statement_timeout', @limit, true), set_config('idle_in_transaction_session_timeout', @still, true), set_config('jit', 'off', true);
         SELECT pg_current_xact_id()::text, {PostgreSqlTransactionId.PresentTimeline}, {PostgreSqlVersion.SelectUsableFrom};
         """;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Runs the work in one transaction and commits it.</summary>
    /// <param name="work">Run again after a collision, from the start.</param>
    /// <param name="cancellationToken">Until it has begun.</param>
    /// <returns>What it gave, and where the sequence of changes ends with it.</returns>
    public async ValueTask<(T Result, ChangeCursor End)> RunAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(QueueTimeout, cancellationToken))
            throw new StoreUnavailableException($"The store {connection.Name} is busy: earlier writes are still waiting for it.");
        try
        {
            return await RunAgainAsync(work);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<(T Result, ChangeCursor End)> RunAgainAsync<T>(Func<SqlWrite, Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitAsync(work);
            }
            catch (Exception failure) when (attempt < Attempts && PostgreSqlErrors.IsCollision(failure))
            {
                await Task.Yield();
            }
            catch (Exception failure) when (attempt == 1 && PostgreSqlErrors.IsCutOff(failure))
            {
                // Before the commit was sent: nothing was written.
                sources.Clear();
            }
            catch (Exception failure) when (PostgreSqlErrors.IsOutage(failure))
            {
                throw PostgreSqlErrors.Explain(connection.Name, failure);
            }
        }
    }

    private async Task<(T Result, ChangeCursor End)> CommitAsync<T>(Func<SqlWrite, Task<T>> work)
    {
        await using var open = await sources.Primary.OpenConnectionAsync(CancellationToken.None);

        // Disposed without a commit, it is rolled back.
        await using var transaction = await open.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var id = await BeginAsync(open, transaction);
        var write = new SqlWrite(open, PostgreSqlDialect.Instance, transaction, chain, time.GetUtcNow());
        var result = await work(write);
        if (write.IsRolledBack)
            return (result, default);
        await write.FinishAsync();
        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception failure) when (failure is not PostgresException { InvariantSeverity: "ERROR" })
        {
            await open.CloseAsync();
            await new PostgreSqlDoubt(sources.Primary, connection.Name).ResolveAsync(id, failure);
        }

        return (result, write.End);
    }

    private async Task<PostgreSqlTransactionId> BeginAsync(NpgsqlConnection open, NpgsqlTransaction transaction)
    {
        var limit = connection.CommandTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        var still = $"{StandsStillSeconds}s";
        await using var rows = await open.QueryMultipleAsync(Begin, new { limit, still }, transaction);
        await rows.ReadAsync();
        var (number, timeline, usableFrom) = await rows.ReadSingleAsync<(string, string, int)>();
        return usableFrom <= version ? new PostgreSqlTransactionId(number, timeline) : throw PostgreSqlErrors.Outgrown(connection.Name, usableFrom, version);
    }
}
