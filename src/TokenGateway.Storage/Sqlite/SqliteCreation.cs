using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Creates a new store in a temporary file and renames it when complete. An empty file at the path is therefore never a
/// store in creation, but a lost one.
/// </summary>
internal static class SqliteCreation
{
    /// <exception cref="StoreUnavailableException">There are remains of a lost store.</exception>
    public static void EnsureExists(SqliteFile file, IReadOnlyList<SqliteMigration> migrations, TimeProvider time)
    {
        CreateFolder(Path.GetDirectoryName(file.Path)!);
        if (!File.Exists(file.Path))
            Create(file, migrations, time);
    }

    /// <exception cref="StoreUnavailableException">It is empty.</exception>
    public static void RefuseEmpty(SqliteConnection connection, SqliteFile file)
    {
        if (file.ReadVersion(connection) == 0)
            throw Lost(file, "is empty");
    }

    /// <exception cref="StoreUnavailableException">Its copy is unfinished.</exception>
    public static void RefuseUnfinished(SqliteConnection connection, SqliteFile file) =>
        SqlCopyMark.RequireNoneAsync(new SqliteSession(connection), file.Path).GetAwaiter().GetResult();

    // Readers continue during writes; the setting is stored in the file. A restored backup may lack it, and SQLite then
    // does not wait for a writer such as a running gateway, but the driver retries.
    public static void UseWriteAheadLog(SqliteConnection connection, SqliteFile file)
    {
        var mode = connection.ReadValue<string>("PRAGMA journal_mode = WAL", timeout: (int)Math.Ceiling(file.LockTimeout.TotalSeconds));
        if (mode != "wal")
            throw new StoreUnavailableException($"The store {file.Path} cannot use a write-ahead log (it uses '{mode}'): is it on a network file system?");
    }

    // Private to its owner. An existing folder may be shared on purpose.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Create(SqliteFile file, IReadOnlyList<SqliteMigration> migrations, TimeProvider time)
    {
        // SQLite would apply the pages of that log to the new file.
        if (new FileInfo(file.Path + "-wal") is { Exists: true, Length: > 0 })
            throw Lost(file, "is missing, but its log is there");
        var draft = file.At($"{file.Path}.new-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        try
        {
            SqliteFile.CreatePrivate(draft.Path);
            using (var connection = draft.Open(draft.LockTimeout))
            {
                UseWriteAheadLog(connection, draft);
                new SqliteMigrations(migrations, time).Apply(connection, draft);
            }

            File.Move(draft.Path, file.Path, overwrite: false);
        }
        catch (IOException) when (File.Exists(file.Path))
        {
            // Another process created it first.
        }
        finally
        {
            File.Delete(draft.Path);
        }
    }

    private static StoreUnavailableException Lost(SqliteFile file, string what) => new(
        $"The store {file.Path} {what}: the users and tokens that were in it are gone. Put a backup in its place; "
        + "to begin with an empty store, remove the file and those beside it that end in -wal and -shm.");
}
