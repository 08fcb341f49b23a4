using System.Data;
using System.Data.Common;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The lookup by digest, with commands that are prepared if possible, bypassing the layer of the other statements. A second command
/// looks for a retired secret where no token has the digest now: in one statement with the first, planning for it would cost
/// PostgreSQL more than all the rest.
/// </summary>
internal sealed class TokenLookup(DbConnection connection, SqlDialect dialect) : IDisposable
{
    private const int PepperAt = TokenRow.ColumnCount + UserRow.ColumnCount;

    // The position in the sequence is read first, so the facts are at least as new. Token and owner come from one
    // statement, and so are consistent. Both digests are found through an index.
    private readonly Lazy<DbCommand> _current = new(() => Create(
        connection, dialect,
        $"""
         SELECT {SqlChangeLog.Head(dialect)}, {dialect.Behind} FROM change_head WHERE shard = 0;
         SELECT {TokenRow.Columns}, {UserRow.Columns}, t.pepper, CAST(NULL AS BIGINT) FROM tokens t LEFT JOIN users u ON u.id = t.owner
         WHERE t.digest = @digest
         """));

    private readonly Lazy<DbCommand> _retired = new(() => Create(
        connection, dialect,
        $"""
         SELECT {TokenRow.Columns}, {UserRow.Columns}, r.pepper, r.valid_until
         FROM retired_secrets r JOIN tokens t ON t.id = r.token LEFT JOIN users u ON u.id = t.owner
         WHERE r.digest = @digest
         """));

    /// <param name="digest">The digest.</param>
    /// <param name="now">The start of the read: a lagging server is current up to some time before it.</param>
    public async Task<FactsReading> FindAsync(TokenDigest digest, DateTimeOffset now)
    {
        var bytes = digest.ToArray();
        await using var row = await ReadAsync(_current.Value, bytes);
        if (!await row.ReadAsync())
            throw SqlChangeLog.NoHead();
        var (asOf, behind) = (SqlChangeLog.ReadHead(row).End, SqlChangeLog.ReadBehind(row, 3));
        await row.NextResultAsync();
        var facts = await row.ReadAsync() ? Read(row) : null;
        await row.CloseAsync();

        // In this order: a rotation in the meantime retires what was current, and nothing makes a retired secret current again.
        return new FactsReading(facts ?? await FindRetiredAsync(bytes), asOf) { Heartbeat = now - behind };
    }

    public void Dispose()
    {
        foreach (var command in new[] { _current, _retired })
        {
            if (command.IsValueCreated)
                command.Value.Dispose();
        }
    }

    private static DbCommand Create(DbConnection connection, SqlDialect dialect, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        var digest = command.CreateParameter();
        (digest.ParameterName, digest.DbType, digest.Size) = ("@digest", DbType.Binary, TokenDigest.Size);
        command.Parameters.Add(digest);
        if (dialect.Prepares)
            command.Prepare();
        return command;
    }

    private static Task<DbDataReader> ReadAsync(DbCommand command, byte[] digest)
    {
        command.Parameters[0].Value = digest;
        return command.ExecuteReaderAsync();
    }

    private async Task<TokenFacts?> FindRetiredAsync(byte[] digest)
    {
        await using var row = await ReadAsync(_retired.Value, digest);
        return await row.ReadAsync() ? Read(row) : null;
    }

    private static TokenFacts Read(DbDataReader row)
    {
        var owner = row.IsDBNull(TokenRow.ColumnCount) ? null : UserRow.Read(row, TokenRow.ColumnCount);
        return new TokenFacts(TokenRow.Read(row), owner)
        {
            Pepper = row.IsDBNull(PepperAt) ? null : row.GetString(PepperAt),
            RetiredUntil = Moment.ReadNullable(row, PepperAt + 1),
        };
    }
}
