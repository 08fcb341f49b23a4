using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// The key of the audit log where the configuration names none: a file of its own in the folder of the store, readable
/// by its owner alone. A copy of the store does not hold it, a copy of the folder does.
/// </summary>
internal static class SqliteAuditKey
{
    public const string FileName = "audit.key";

    /// <exception cref="StoreUnavailableException">
    /// There are records, but the key that sealed them is gone or another; or it cannot be read or made.
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

    /// <summary>Makes none; null: there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public static byte[]? ReadIfThere(SqliteFile store) => File.Exists(PathOf(store)) ? ReadOrMake(store) : null;

    public static string PathOf(SqliteFile store) => Path.Combine(Path.GetDirectoryName(store.Path)!, FileName);

    /// <summary>Puts a new key in the place of the one that is there, which is kept beside it.</summary>
    /// <returns>What takes that back.</returns>
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

    // A process that finds no key makes none for records that it could not go on with.
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

    // Written beside its place and moved there whole, so that another process never reads half of it.
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
            // Another process was quicker, with the same intent.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // On the disk before anything that it seals is.
    private static void Write(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
