using System.Globalization;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>The file of a store; opens connections to it.</summary>
internal sealed class SqliteFile
{
    private static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;

    private SqliteFile(string path, TimeSpan lockTimeout, string connectionString) =>
        (Path, LockTimeout, _connectionString) = (path, lockTimeout, connectionString);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>How long a write waits for another process's lock.</summary>
    public TimeSpan LockTimeout { get; }

    /// <exception cref="ArgumentException">The connection string does not name a file.</exception>
    public static SqliteFile Parse(string connectionString, string baseFolder)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.DataSource.Length == 0 || builder.Mode == SqliteOpenMode.Memory
            || builder.DataSource.StartsWith(":memory:", StringComparison.Ordinal)
            || builder.DataSource.StartsWith("file:", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{connectionString}' does not name a file. Write 'Data Source=data/tokengateway.db'.", nameof(connectionString));
        }

        var lockTimeout = builder.ShouldSerialize("Default Timeout")
            ? TimeSpan.FromSeconds(builder.DefaultTimeout)
            : DefaultLockTimeout;
        var path = System.IO.Path.GetFullPath(builder.DataSource, baseFolder);
        return new SqliteFile(path, lockTimeout, ToConnectionString(path));
    }

    /// <summary>Another file with the same options.</summary>
    public SqliteFile At(string path) => new(path, LockTimeout, ToConnectionString(path));

    /// <summary>Creates an empty file that only its owner can read: it will contain digests, names and addresses.</summary>
    public static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process created it first.
        }
    }

    /// <exception cref="StoreUnavailableException">There is no such file.</exception>
    public void RequireExisting()
    {
        if (!File.Exists(Path))
            throw new StoreUnavailableException($"The store {Path} is not there. Check TokenGateway:Store:ConnectionString.");
    }

    /// <summary>
    /// Opens an unpooled connection, whose owner decides when it closes. Does not create the file, so that a removed store
    /// is not silently replaced by an empty one.
    /// </summary>
    public SqliteConnection Open(TimeSpan lockTimeout)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute(string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout = {(long)lockTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The schema version; 0: an empty file.</summary>
    /// <exception cref="StoreUnavailableException">The file is a database of another program.</exception>
    public int ReadVersion(SqliteConnection connection)
    {
        if (connection.ReadValue<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_versions')"))
            return connection.ReadValue<int>("SELECT max(version) FROM schema_versions");
        if (connection.ReadValue<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_schema)"))
            throw new StoreUnavailableException($"The store {Path} is a database of another program: it has tables, but no schema_versions. Check TokenGateway:Store:ConnectionString.");
        return 0;
    }

    // The driver retries a locked statement for Default Timeout seconds on top of SQLite's own busy_timeout, doubling the
    // wait: a negative timeout expires at once (0 would mean forever).
    private static string ToConnectionString(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
        ForeignKeys = true,
        DefaultTimeout = -1,
    }.ToString();
}
