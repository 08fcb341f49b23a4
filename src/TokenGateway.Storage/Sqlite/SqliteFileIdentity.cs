using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// Whether the file behind a connection is still the one at its path. A connection continues with a removed or replaced
/// file: its reads are stale, and its writes are lost.
/// </summary>
internal static class SqliteFileIdentity
{
    // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html: one stat() call, about a microsecond.
    private const int HasMovedControl = 20;

    /// <summary>False also if the system cannot determine it; on Windows an open file cannot be replaced.</summary>
    public static bool HasMoved(SqliteConnection connection) =>
        FileControl(connection.Handle!, IntPtr.Zero, HasMovedControl, out var hasMoved) == raw.SQLITE_OK && hasMoved != 0;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int FileControl(sqlite3 connection, IntPtr mainDatabase, int operation, out int result);
}
