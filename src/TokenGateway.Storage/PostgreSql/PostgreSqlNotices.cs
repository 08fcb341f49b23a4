using Npgsql;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Notifies other processes of changes (<c>NOTIFY</c>), on a separate connection and outside the transaction, whose commit would
/// otherwise take a server-wide lock. Nothing depends on it: the next poll finds what was not notified.
/// </summary>
internal sealed class PostgreSqlNotices : IAsyncDisposable
{
    private const string Channel = "tokengateway_changes";

    // At most 20 per second sent by each process, and as many handled.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // The time without notifications after which the connection is checked.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly PostgreSqlSources _sources;
    private readonly TimeProvider _time;
    private readonly PostgreSqlThrottle _outgoing;
    private readonly PostgreSqlThrottle _incoming;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _listening;

    public PostgreSqlNotices(PostgreSqlSources sources, SqlChangeSignal changed, TimeProvider time)
    {
        (_sources, _time) = (sources, time);
        _outgoing = new PostgreSqlThrottle(Interval, TellAsync, time);
        _incoming = new PostgreSqlThrottle(
            Interval,
            () =>
            {
                changed.Raise();
                return Task.CompletedTask;
            },
            time);
    }

    /// <summary>Schedules a notification of the other processes.</summary>
    public void Tell() => _outgoing.Request();

    /// <summary>Starts to listen. Not needed by a process that does not follow changes.</summary>
    public void Listen()
    {
        lock (_lock)
            _listening ??= Task.Run(ListenAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _outgoing.Dispose();
        if (_listening is not null)
            await _listening;
        _incoming.Dispose();
        _end.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            await using var connection = await _sources.Primary.OpenConnectionAsync(_end.Token);
            await ExecuteAsync(connection, $"NOTIFY {Channel}");
        }
        catch (Exception failure) when (IsOfNoMatter(failure))
        {
            // The next poll finds the change.
        }
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync();
            }
            catch (Exception failure) when (IsOfNoMatter(failure))
            {
                await Task.Delay(RetryAfter, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenOnceAsync()
    {
        await using var connection = await _sources.Listening.OpenConnectionAsync(_end.Token);
        connection.Notification += (_, _) => _incoming.Request();
        await ExecuteAsync(connection, $"LISTEN {Channel}");

        // Notifications may have been missed while there was no listener.
        _incoming.Request();
        while (true)
        {
            if (!await connection.WaitAsync(Silence, _end.Token))
                await ExecuteAsync(connection, "SELECT 1");
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(_end.Token);
    }

    private bool IsOfNoMatter(Exception failure) =>
        failure is NpgsqlException or IOException or TimeoutException or ObjectDisposedException
        || (failure is OperationCanceledException && _end.IsCancellationRequested);
}
