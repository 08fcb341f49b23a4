using Microsoft.Data.Sqlite;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// The only writer of this process: writes queue here instead of on SQLite's lock, and run off the caller's thread, because
/// another process may hold that lock for seconds.
/// </summary>
internal sealed class SqliteWriter(SqliteConnections connections, SqlChangeSignal written, Lazy<AuditChain> chain, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private SqliteConnection? _connection;
    private bool _isDisposed;

    /// <summary>
    /// Runs the work in one transaction and commits it. Once begun it is not cancelled: the caller must learn whether
    /// it happened.
    /// </summary>
    public async ValueTask<T> RunAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(QueueTimeout, cancellationToken))
            throw new StoreUnavailableException($"The store {connections.Path} is busy: earlier writes are still waiting for it.");
        try
        {
            return await Task.Run(() => Run(work), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Completes a write in progress; refuses later ones.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _isDisposed = true;
        Close();
        _turn.Release();
    }

    private T Run<T>(Func<SqlWrite, Task<T>> work)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return Commit(work);
        }
        catch (Exception refusal) when (refusal is ChangedMeanwhileException or ValueKnownException or IdentityTakenException or IdentityKeptException)
        {
            // Rolled back; the connection is intact.
            throw;
        }
        catch (Exception failure)
        {
            Close();
            if (connections.Explain(failure) is { } outage)
                throw outage;
            throw;
        }
    }

    private T Commit<T>(Func<SqlWrite, Task<T>> work)
    {
        // A write to a file that is no longer at its path would be acknowledged and lost.
        if (_connection is not null && SqliteFileIdentity.HasMoved(_connection))
            Close();
        _connection ??= connections.OpenForWriting();
        using var transaction = _connection.BeginTransaction(deferred: false);
        var write = new SqlWrite(_connection, SqliteDialect.Instance, transaction, chain, time.GetUtcNow());

        // The driver is synchronous: a task of statements is completed when it is returned.
        var result = work(write).GetAwaiter().GetResult();

        // Without a commit, disposing the transaction rolls it back.
        if (write.IsRolledBack)
            return result;
        write.FinishAsync().GetAwaiter().GetResult();
        transaction.Commit();
        if (!write.End.IsNone)
            written.Raise();
        return result;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
