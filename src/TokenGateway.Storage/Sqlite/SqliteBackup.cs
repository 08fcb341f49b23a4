using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// A consistent copy of a store in use: SQLite reads it in one transaction. Written to a temporary file and renamed when
/// complete, so that any file with the name of a backup is one.
/// </summary>
internal static class SqliteBackup
{
    /// <exception cref="IOException">The target already exists, or cannot be written.</exception>
    /// <exception cref="SqliteException">The store is unreadable, or the copy cannot be written.</exception>
    public static StoreBackup Write(SqliteFile file, string target)
    {
        if (File.Exists(target))
            throw new IOException($"{target} already exists.");
        var draft = file.At($"{target}.new-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        try
        {
            // SQLite writes into the existing empty file, so the copy is as private as the store.
            SqliteFile.CreatePrivate(draft.Path);
            int version;
            using (var connection = file.Open(file.LockTimeout))
            {
                SqliteCreation.RefuseEmpty(connection, file);
                SqliteCreation.RefuseUnfinished(connection, file);
                version = file.ReadVersion(connection);
                connection.Execute("VACUUM INTO @copy", new { copy = draft.Path });
            }

            using (var copy = draft.Open(draft.LockTimeout))
                SqliteDamage.Check(copy, draft);
            using (var written = new FileStream(draft.Path, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            var size = new FileInfo(draft.Path).Length;
            File.Move(draft.Path, target, overwrite: false);
            return new StoreBackup(target, size, version);
        }
        finally
        {
            File.Delete(draft.Path);
        }
    }
}
