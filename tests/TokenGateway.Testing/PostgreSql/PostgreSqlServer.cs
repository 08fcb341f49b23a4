using System.Globalization;
using Npgsql;

namespace TokenGateway.Testing.PostgreSql;

/// <summary>
/// A real server in its own directory, on a free port. It does not flush to the disk: its data are needed only as long as the test
/// runs.
/// </summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "fsync=off", "full_page_writes=off", "max_connections=400", "shared_buffers=64MB", "max_wal_size=4GB", "checkpoint_timeout=1h",
        "unix_socket_directories=", "listen_addresses=127.0.0.1", "hot_standby_feedback=on", "deadlock_timeout=200ms", "log_min_messages=fatal",
    ];

    private static readonly string[] Initial =
    [
        "--no-sync", "--auth", "trust", "--username", "postgres", "--encoding", "UTF8",
        "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en-US",
    ];

    private readonly string _folder;
    private readonly SmallDisk? _disk;
    private readonly string[] _more;
    private GuardedProcess? _process;

    private PostgreSqlServer(string folder, SmallDisk? disk = null, params string[] more) => (_folder, _disk, _more) = (folder, disk, more);

    public int Port { get; } = Ports.Free();

    /// <summary>The file system of its data, for a server that was started with a separate one.</summary>
    public SmallDisk Disk => _disk ?? throw new InvalidOperationException("The server has no disk of its own.");

    private string Data => _disk is null ? Path.Combine(_folder, "data") : Path.Combine(DiskOf(_folder), "data");

    /// <summary>Creates and starts a server. Its collation does not sort by bytes, like that of most installations.</summary>
    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        var server = new PostgreSqlServer(PostgreSqlPrograms.CreateFolder("tokengateway-pg-"));
        await PostgreSqlPrograms.RunAsync("initdb", ["--pgdata", server.Data, .. Initial]);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a server whose data, and optionally its log (WAL), are on a separate small file system.</summary>
    public static async Task<PostgreSqlServer> StartOnSmallDiskAsync(int megabytes, bool withLog)
    {
        var folder = PostgreSqlPrograms.CreateFolder("tokengateway-pg-");
        Directory.CreateDirectory(DiskOf(folder));
        var disk = await SmallDisk.MountAsync(DiskOf(folder), megabytes);
        var server = new PostgreSqlServer(folder, disk, "max_wal_size=8MB", "min_wal_size=2MB", "checkpoint_timeout=30s");
        string[] log = withLog ? [] : ["--waldir", Path.Combine(folder, "log")];
        await PostgreSqlPrograms.RunAsync(disk.Within(PostgreSqlPrograms.Command("initdb", ["--pgdata", server.Data, "--wal-segsize", "1", .. log, .. Initial])));
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a standby of this server that follows it by streaming replication.</summary>
    public async Task<PostgreSqlServer> StartStandbyAsync()
    {
        var standby = new PostgreSqlServer(PostgreSqlPrograms.CreateFolder("tokengateway-pg-"));
        await PostgreSqlPrograms.RunAsync(
            "pg_basebackup", "--pgdata", standby.Data, "--host", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", "postgres",
            "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync");
        await standby.StartAsync();
        return standby;
    }

    /// <summary>An Npgsql connection string for a database of this server.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}");

    public async Task StartAsync()
    {
        var command = PostgreSqlPrograms.Command(
            "postgres", ["-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), .. Settings.Concat(_more).SelectMany(setting => new[] { "-c", setting })]);
        _process = GuardedProcess.Start("QUIT", _folder, _disk?.Within(command) ?? command);
        await Eventually.BecomesTrueAsync(AnswersAsync, "the server answers");
    }

    /// <summary>Stops it immediately, as a crash does; its data remain.</summary>
    public async Task StopAsync()
    {
        await _process!.StopAsync();
        _process = null;
    }

    /// <summary>Runs a statement as the superuser.</summary>
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
        if (_disk is not null)
            await _disk.DisposeAsync();
    }

    /// <summary>Whether it accepts connections.</summary>
    public async Task<bool> AnswersAsync()
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

    private static string DiskOf(string folder) => Path.Combine(folder, "disk");
}
