using Npgsql;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Processes tell each other that something has changed (<c>NOTIFY</c>), on a connection of its own and not in the transaction,
/// whose commit would take a lock of the whole server for it. Nothing rests on it: what is not told is found by the next poll.
/// </summary>
internal sealed class PostgreSqlNotices : IAsyncDisposable
{
    private const string Channel = "tokengateway_changes";

    // 20 a second of each process, and as many that one listens to.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // How long nobody speaks until it is asked whether the server is still there.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly PostgreSqlSources _sources;
    private readonly TimeProvider _time;
    private readonly PostgreSqlPace _tells;
    private readonly PostgreSqlPace _hears;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _listening;

    public PostgreSqlNotices(PostgreSqlSources sources, SqlChangeSignal changed, TimeProvider time)
    {
        (_sources, _time) = (sources, time);
        _tells = new PostgreSqlPace(Interval, TellAsync, time);
        _hears = new PostgreSqlPace(
            Interval,
            () =>
            {
                changed.Raise();
                return Task.CompletedTask;
            },
            time);
    }

    /// <summary>Tells the others soon.</summary>
    public void Tell() => _tells.Ask();

    /// <summary>Listens from now on. A process that follows no changes need not.</summary>
    public void Listen()
    {
        lock (_lock)
            _listening ??= Task.Run(ListenAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _tells.Dispose();
        if (_listening is not null)
            await _listening;
        _hears.Dispose();
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
            // The poll finds it.
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
        connection.Notification += (_, _) => _hears.Ask();
        await ExecuteAsync(connection, $"LISTEN {Channel}");

        // What was told while nobody listened.
        _hears.Ask();
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
