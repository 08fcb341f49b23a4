using System.Globalization;
using Npgsql;

namespace TokenGateway.Testing.PostgreSql;

/// <summary>
/// A real server in a folder of its own, on a free port. It writes nothing through to the disk: what a test puts in it is gone
/// with the test.
/// </summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "fsync=off", "full_page_writes=off", "max_connections=400", "shared_buffers=64MB", "max_wal_size=4GB", "checkpoint_timeout=1h",
        "unix_socket_directories=", "listen_addresses=127.0.0.1", "hot_standby_feedback=on", "deadlock_timeout=200ms", "log_min_messages=fatal",
    ];

    private readonly string _folder;
    private GuardedProcess? _process;

    private PostgreSqlServer(string folder) => _folder = folder;

    public int Port { get; } = Ports.Free();

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a server and starts it. Its texts are not ordered by bytes, as most people's are not.</summary>
    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        var server = new PostgreSqlServer(PostgreSqlPrograms.CreateFolder("tokengateway-pg-"));
        await PostgreSqlPrograms.RunAsync(
            "initdb", "--pgdata", server.Data, "--no-sync", "--auth", "trust", "--username", "postgres", "--encoding", "UTF8",
            "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en-US");
        await server.StartAsync();
        return server;
    }

    /// <summary>A standby of this one, which follows it by streaming.</summary>
    public async Task<PostgreSqlServer> StartStandbyAsync()
    {
        var standby = new PostgreSqlServer(PostgreSqlPrograms.CreateFolder("tokengateway-pg-"));
        await PostgreSqlPrograms.RunAsync(
            "pg_basebackup", "--pgdata", standby.Data, "--host", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", "postgres",
            "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync");
        await standby.StartAsync();
        return standby;
    }

    /// <summary>For Npgsql, to a database of this server.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}");

    public async Task StartAsync()
    {
        _process = GuardedProcess.Start("QUIT", _folder, PostgreSqlPrograms.Command(
            "postgres", ["-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), .. Settings.SelectMany(setting => new[] { "-c", setting })]));
        await Eventually.BecomesTrueAsync(AnswersAsync, "the server answers");
    }

    /// <summary>Stops it at once, as a crash does; what is in it stays.</summary>
    public async Task StopAsync()
    {
        await _process!.StopAsync();
        _process = null;
    }

    /// <summary>Runs a statement, as the superuser.</summary>
    public async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        else
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("postgres", "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
