using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// The key of the audit log where the configuration names none: a file of its own in the folder of the store, readable
/// by its owner alone. A copy of the store does not hold it, a copy of the folder does.
/// </summary>
internal static class SqliteAuditKey
{
    public const string FileName = "audit.key";

    /// <exception cref="StoreUnavailableException">There are records, but the key that sealed them is gone.</exception>
    public static void Require(SqliteFile store, SqliteConnection connection)
    {
        if (!File.Exists(PathOf(store)) && connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM audit_ends)"))
        {
            throw new StoreUnavailableException(
                $"The key of the audit log, {PathOf(store)}, is gone. Put it back from the backup, or, if it is lost, begin with a new one: tokengateway audit rekey");
        }
    }

    /// <exception cref="StoreUnavailableException">The file is there and holds no key, or cannot be read or made.</exception>
    public static byte[] ReadOrMake(SqliteFile store)
    {
        var path = PathOf(store);
        try
        {
            if (!File.Exists(path))
                Make(path);
            return Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The key of the audit log, {path}, cannot be read or made: {failure.Message}", failure);
        }
    }

    private static string PathOf(SqliteFile store) => Path.Combine(Path.GetDirectoryName(store.Path)!, FileName);

    private static byte[] Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        return text.Length >= AuditChain.MinKeyLength * 2 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new StoreUnavailableException($"The key of the audit log, {path}, is not at least {AuditChain.MinKeyLength * 2} hexadecimal digits. Put the right file there: what was recorded before can only be checked with it.");
    }

    // Written beside its place and moved there whole, so that another process never reads half of it.
    private static void Make(string path)
    {
        var draft = $"{path}.new-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        try
        {
            SqliteFile.CreatePrivate(draft);
            File.WriteAllText(draft, RandomNumberGenerator.GetHexString(AuditChain.MinKeyLength * 2, lowercase: true) + "\n");
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
}
