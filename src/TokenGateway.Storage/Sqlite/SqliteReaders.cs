using System.Collections.Concurrent;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Kept connections for reading, each used by one caller at a time. Reads run on the caller's thread: a look-up takes
/// microseconds, less than a change of thread.
/// </summary>
internal sealed class SqliteReaders(SqliteConnections connections) : IDisposable
{
    private const int Kept = 16;

    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private volatile bool _isDisposed;

    /// <param name="state">Handed to <paramref name="read"/>, which so needs no closure.</param>
    /// <param name="read">Must not keep the session.</param>
    public TResult Read<TState, TResult>(TState state, Func<SqliteSession, TState, TResult> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SqliteSession? session = null;
        try
        {
            session = Rent();
            var result = read(session, state);
            Return(session);
            return result;
        }
        catch (Exception failure)
        {
            session?.Dispose();
            if (SqliteErrors.IsOutage(failure))
                throw SqliteErrors.Explain(connections.Path, failure);
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
