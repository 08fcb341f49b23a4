using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// The key of the audit log if none is configured: a separate file in the folder of the store, readable only by its owner.
/// A copy of the store does not contain it, a copy of the folder does.
/// </summary>
internal static class SqliteAuditKey
{
    public const string FileName = "audit.key";

    /// <exception cref="StoreUnavailableException">
    /// There are records, but their key is missing or different; or it cannot be read or created.
    /// </exception>
    public static byte[] ReadOrMake(SqliteFile store)
    {
        var path = PathOf(store);
        try
        {
            if (!File.Exists(path))
            {
                RefuseWithRecords(store);
                Make(path);
            }

            return Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The audit log key {path} cannot be read or created: {failure.Message}", failure);
        }
    }

    /// <summary>Does not create one; null: there is none.</summary>
    /// <exception cref="StoreUnavailableException">It is unreadable.</exception>
    public static byte[]? ReadIfThere(SqliteFile store) => File.Exists(PathOf(store)) ? ReadOrMake(store) : null;

    public static string PathOf(SqliteFile store) => Path.Combine(Path.GetDirectoryName(store.Path)!, FileName);

    /// <summary>Replaces the key, and keeps the old one beside it.</summary>
    /// <returns>An action that undoes it.</returns>
    public static Action Replace(SqliteFile store, byte[] key, string suffix)
    {
        var path = PathOf(store);
        var old = $"{path}.{suffix}";
        var hasOld = File.Exists(path);
        if (hasOld)
            File.Move(path, old, overwrite: false);
        Put(path, key);
        return () =>
        {
            if (hasOld)
                File.Move(old, path, overwrite: true);
            else
                File.Delete(path);
        };
    }

    // A process without the key does not create one for a log that it could not continue.
    private static void RefuseWithRecords(SqliteFile store)
    {
        using var connection = store.Open(store.LockTimeout);
        var isUsed = SqlAuditWrites.IsSomethingThereAsync(new SqliteSession(connection)).GetAwaiter().GetResult();
        if (isUsed && !File.Exists(PathOf(store)))
        {
            throw new StoreUnavailableException(
                $"The audit log key {PathOf(store)} is missing. Restore it from the backup or, if it is lost, start with a new one: tokengateway audit rekey");
        }
    }

    private static byte[] Read(string path)
    {
        var text = SmallFile.ReadText(path).Trim();
        return text.Length >= AuditChain.MinKeyLength * 2 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new StoreUnavailableException($"The audit log key {path} is not at least {AuditChain.MinKeyLength * 2} hexadecimal digits. Restore the right file: earlier records can only be verified with it.");
    }

    // Written to a temporary file and renamed, so that another process never reads a partial key.
    private static void Make(string path) => Put(path, RandomNumberGenerator.GetBytes(AuditChain.MinKeyLength));

    private static void Put(string path, byte[] key)
    {
        var draft = $"{path}.new-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        try
        {
            SqliteFile.CreatePrivate(draft);
            Write(draft, Convert.ToHexStringLower(key) + "\n");
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process created it first.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // Flushed to disk before any record that it seals.
    private static void Write(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
