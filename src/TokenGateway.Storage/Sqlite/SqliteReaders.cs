using System.Collections.Concurrent;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Pooled connections for reading, each used by one caller at a time, on separate threads.</summary>
internal sealed class SqliteReaders(SqliteConnections connections, SqliteThreads threads) : IDisposable
{
    private const int Kept = 16;

    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private volatile bool _isDisposed;

    /// <param name="read">Must not keep a reference to the session.</param>
    public ValueTask<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(threads.RunAsync(() => Read(read)));
    }

    // The driver is synchronous: a task of statements is completed when it is returned.
    private T Read<T>(Func<SqlSession, Task<T>> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SqliteSession? session = null;
        try
        {
            session = Rent();
            var result = read(session).GetAwaiter().GetResult();
            Return(session);
            return result;
        }
        catch (Exception failure)
        {
            session?.Dispose();
            if (connections.Explain(failure) is { } outage)
                throw outage;
            throw;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryPop(out var session))
            session.Dispose();
    }

    private SqliteSession Rent()
    {
        while (_idle.TryPop(out var session))
        {
            if (!session.HasMoved)
                return session;
            session.Dispose();
        }

        return new SqliteSession(connections.OpenForReading());
    }

    private void Return(SqliteSession session)
    {
        if (_idle.Count >= Kept)
            session.Dispose();
        else
            _idle.Push(session);
        if (_isDisposed)
            Dispose();
    }
}
