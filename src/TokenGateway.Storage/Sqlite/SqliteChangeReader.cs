using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Follows the changes on a connection of its own: <c>PRAGMA data_version</c>, 6 microseconds, tells whether another
/// connection has committed, and only then the table is read. The value means something on the same connection only.
/// </summary>
internal sealed class SqliteChangeReader : IChangeReader
{
    /// <summary>
    /// How often other processes' writes are looked for while nobody asks: about once a second, so that a setting is in
    /// force everywhere within one.
    /// </summary>
    public static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(900);

    private readonly SqliteConnections _connections;
    private readonly SqliteThreads _threads;
    private readonly SqliteChangeSignal _written;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _dataVersion;
    private Task _signal;
    private long? _seenVersion;
    private SqlChangePosition? _position;

    public SqliteChangeReader(SqliteConnections connections, SqliteThreads threads, SqliteChangeSignal written, TimeProvider time)
    {
        (_connections, _threads, _written, _time) = (connections, threads, written, time);
        _signal = written.Next;
        _connection = connections.OpenForReading();
        _dataVersion = _connection.CreateCommand();
        _dataVersion.CommandText = "PRAGMA data_version";
        _dataVersion.Prepare();
    }

    public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _signal = _written.Next;
        try
        {
            return await _threads.RunAsync(Read);
        }
        catch (Exception failure)
        {
            if (_connections.Explain(failure) is { } outage)
                throw outage;
            throw;
        }
    }

    public async ValueTask WaitAsync(Task asked, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_signal, asked, Task.Delay(PollingInterval, _time, waiting.Token));

        // A delay that was not waited for would hold its timer.
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
            throw new StoreUnavailableException($"The store {_connections.Path} was removed or replaced by another file.");

        // Before the changes: what is committed in between is seen by the next round, not by none.
        var version = (long)_dataVersion.ExecuteScalar()!;
        if (version == _seenVersion)
            return ChangeBatch.Nothing;
        var batch = ReadChanges();
        _seenVersion = version;
        return batch;
    }

    private ChangeBatch ReadChanges()
    {
        using var moment = _connection.BeginTransaction(deferred: true);
        var end = ReadEnd(moment);
        var batch = _position is { } position && position.LeadsTo(end)
            ? new ChangeBatch(ReadAfter(position.Last, moment), IsReset: false)
            : ChangeBatch.Reset;
        _position = end;
        return batch;
    }

    private SqlChangePosition ReadEnd(SqliteTransaction moment)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText =
            "SELECT store_id, changes_floor, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) FROM store";
        using var row = command.ExecuteReader();
        return row.Read()
            ? new SqlChangePosition(row.GetString(0), row.GetInt64(1), row.GetInt64(2))
            : throw new StoreUnavailableException($"The store {_connections.Path} has lost the row that says who it is.");
    }

    private ImmutableArray<Change> ReadAfter(long last, SqliteTransaction moment)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText = "SELECT kind, key FROM changes WHERE seq > @last ORDER BY seq";
        command.Parameters.AddWithValue("@last", last);
        using var rows = command.ExecuteReader();
        var changes = ImmutableArray.CreateBuilder<Change>();
        while (rows.Read())
            changes.Add(new Change((ChangeKind)rows.GetInt32(0), rows.GetString(1)));
        return changes.ToImmutable();
    }
}
