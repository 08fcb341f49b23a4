using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Encrypted values in the <c>kept_values</c> table.</summary>
internal sealed class SqlKeptValues(ISqlDatabase database) : IKeptValueStore
{
    // Limits the transaction, so that other writers do not wait.
    private const int AtOnce = 500;

    public ValueTask<EncryptedTokenValue?> FindAsync(TokenId id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowAsync(
            "SELECT key_id, digest, cipher FROM kept_values WHERE token = @number", new { number = id.Number },
            row => new EncryptedTokenValue(row.GetString(0), new TokenDigest((byte[])row.GetValue(1)), (byte[])row.GetValue(2))),
        cancellationToken);

    public async ValueTask<int> EraseAllAsync(CancellationToken cancellationToken)
    {
        var (sum, last) = (0, AtOnce);
        while (last == AtOnce)
        {
            last = await database.WriteAsync(
                write => write.ExecuteAsync("DELETE FROM kept_values WHERE token IN (SELECT token FROM kept_values LIMIT @limit)", new { limit = AtOnce }), cancellationToken);
            sum += last;
        }

        if (sum > 0)
            await database.ScrubAsync(cancellationToken);
        return sum;
    }

    /// <summary>Replaces the stored value of the token; null: removes it.</summary>
    public static async Task PutAsync(SqlWrite write, TokenId id, EncryptedTokenValue? value)
    {
        await write.ExecuteAsync("DELETE FROM kept_values WHERE token = @number", new { number = id.Number });
        if (value is null)
            return;
        await write.ExecuteAsync(
            "INSERT INTO kept_values (token, key_id, digest, cipher) VALUES (@number, @key, @digest, @cipher)",
            new { number = id.Number, key = value.KeyId, digest = value.Digest.ToArray(), cipher = value.Cipher.ToArray() });
    }
}
