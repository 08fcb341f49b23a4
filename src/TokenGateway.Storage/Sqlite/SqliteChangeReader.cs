using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Follows the changes on a separate connection: <c>PRAGMA data_version</c>, 6 microseconds, shows whether another
/// connection has committed, and only then the table is read. The value is comparable only on the same connection.
/// </summary>
internal sealed class SqliteChangeReader : IChangeReader
{
    /// <summary>
    /// The polling interval for other processes' writes without requests: about once a second, so that a setting takes
    /// effect everywhere within one.
    /// </summary>
    public static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(900);

    private readonly SqliteDatabase _database;
    private readonly SqliteChangeFeed _feed;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _dataVersion;
    private Task _signal;
    private long? _seenVersion;
    private ChangeCursor _cursor;

    public SqliteChangeReader(SqliteDatabase database, SqliteChangeFeed feed, TimeProvider time, ChangeCursor from)
    {
        (_database, _feed, _time, _cursor) = (database, feed, time, from);
        _signal = database.Written.Next;
        _connection = database.Connections.OpenForReading();
        _dataVersion = _connection.CreateCommand();
        _dataVersion.CommandText = "PRAGMA data_version";
        _dataVersion.Prepare();
    }

    public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _signal = _database.Written.Next;
        return await _feed.RunAsync(Read);
    }

    public async ValueTask WaitAsync(Task asked, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_signal, asked, Task.Delay(PollingInterval, _time, waiting.Token));

        // An abandoned delay would hold its timer.
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync()
    {
        _dataVersion.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private ChangeBatch Read()
    {
        if (SqliteFileIdentity.HasMoved(_connection))
            throw new StoreUnavailableException($"The store {_database.Connections.Path} was removed or replaced by another file.");

        // Before the changes: a commit in between is then seen by the next round.
        var version = (long)_dataVersion.ExecuteScalar()!;
        if (version == _seenVersion)
            return ChangeBatch.Nothing with { Cursor = _cursor };
        using var moment = _connection.BeginTransaction(deferred: true);
        var batch = SqlChangeLog.ReadAsync(new SqliteSession(_connection, moment), _cursor).GetAwaiter().GetResult();
        (_seenVersion, _cursor) = (version, batch.Cursor);
        return batch;
    }
}
