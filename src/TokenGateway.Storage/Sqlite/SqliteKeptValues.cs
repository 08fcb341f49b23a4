using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Encrypted values in the <c>kept_values</c> table. Connections overwrite what they delete (<c>secure_delete</c>).</summary>
internal sealed class SqliteKeptValues(SqliteDatabase database) : IKeptValueStore
{
    // One transaction must not keep other writers waiting.
    private const int AtOnce = 500;

    public ValueTask<KeptValue?> FindAsync(TokenId id, CancellationToken cancellationToken) => database.Readers.ReadAsync(
        session =>
        {
            using var row = session.Connection.ExecuteReader("SELECT key_id, digest, cipher FROM kept_values WHERE token = @number", new { number = id.Number });
            return row.Read() ? new KeptValue(row.GetString(0), new TokenDigest((byte[])row.GetValue(1)), (byte[])row.GetValue(2)) : null;
        },
        cancellationToken);

    public async ValueTask<int> EraseAllAsync(CancellationToken cancellationToken)
    {
        var (sum, last) = (0, AtOnce);
        while (last == AtOnce)
        {
            last = await database.Writer.RunAsync(
                write => write.Execute("DELETE FROM kept_values WHERE token IN (SELECT token FROM kept_values LIMIT @limit)", new { limit = AtOnce }), cancellationToken);
            sum += last;
        }

        if (sum > 0)
            database.Checkpoint();
        return sum;
    }

    /// <summary>Takes the place of what is kept of the token; null: nothing is from now on.</summary>
    public static void Put(SqliteWrite write, TokenId id, KeptValue? value)
    {
        write.Execute("DELETE FROM kept_values WHERE token = @number", new { number = id.Number });
        if (value is null)
            return;
        write.Execute(
            "INSERT INTO kept_values (token, key_id, digest, cipher) VALUES (@number, @key, @digest, @cipher)",
            new { number = id.Number, key = value.KeyId, digest = value.Digest.ToArray(), cipher = value.Cipher.ToArray() });
    }
}
