using System.Data;
using System.Globalization;
using Npgsql;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Runs transactions at the primary in READ COMMITTED mode: a transaction locks what it depends on by row or by name. Retries
/// transactions that conflict.
/// </summary>
internal sealed class PostgreSqlWriter(PostgreSqlSources sources, PostgreSqlConnectionString connection, int version, Lazy<AuditChain> chain, TimeProvider time)
    : IDisposable
{
    // The remaining connections are for readers, even while all writers wait for a lock.
    private const int AtOnce = 8;
    private const int Attempts = 8;

    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(10);

    // A process that stalls in the middle of a transaction must not hold the heads of the sequences forever.
    private const int StandsStillSeconds = 10;

    // The statement timeout also applies on the server, which would otherwise continue after its client is gone. JIT compilation of
    // a statement over all partitions takes seconds, running it milliseconds. Set for the transaction only, so that no state remains on
    // a connection that a pooler passes on.
    private const string Begin =
        $"""
         SELECT set_config('statement_timeout', @limit, true), set_config('idle_in_transaction_session_timeout', @still, true), set_config('jit', 'off', true);
         SELECT pg_current_xact_id()::text, {PostgreSqlTransactionId.PresentTimeline}, {PostgreSqlVersion.SelectUsableFrom};
         """;

    private readonly SemaphoreSlim _slots = new(AtOnce);

    /// <summary>Runs the work in one transaction and commits it.</summary>
    /// <param name="work">The work, which is rerun from the start after a conflict.</param>
    /// <param name="cancellationToken">Cancels the wait until the work has begun.</param>
    /// <returns>The result of the work, and the end of the change sequence after it.</returns>
    public async ValueTask<(T Result, ChangeCursor End)> RunAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!await _slots.WaitAsync(QueueTimeout, cancellationToken))
            throw new StoreUnavailableException($"The store {connection.Name} is busy: earlier writes are still waiting for it.");
        try
        {
            return await RunAgainAsync(work);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

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
                // The commit was not sent yet: nothing was written.
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

        // Disposing it without a commit rolls it back.
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
            await new PostgreSqlCommitOutcome(sources.Primary, connection.Name).ResolveAsync(id, failure);
        }

        return (result, write.End);
    }

    private async Task<PostgreSqlTransactionId> BeginAsync(NpgsqlConnection open, NpgsqlTransaction transaction)
    {
        var limit = connection.CommandTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        var still = $"{StandsStillSeconds}s";
        await using var command = open.CreateCommand(Begin, new { limit, still }, transaction);
        await using var rows = await command.ExecuteReaderAsync();
        await rows.NextResultAsync();
        await rows.ReadAsync();
        var (number, timeline, usableFrom) = (rows.GetString(0), rows.GetString(1), rows.GetInt32(2));
        return usableFrom <= version ? new PostgreSqlTransactionId(number, timeline) : throw PostgreSqlErrors.Outgrown(connection.Name, usableFrom, version);
    }
}
