using System.Data;
using System.Data.Common;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>The lookup by digest as one command, prepared if possible, bypassing the layer of the other statements.</summary>
internal sealed class TokenLookup : IDisposable
{
    // The position in the sequence is read first, so the facts are at least as new. Token and owner come from one
    // statement, and so are consistent. Both digests are found through an index.
    private static string Sql(SqlDialect dialect) =>
        $"""
         SELECT {SqlChangeLog.Head(dialect)}, {dialect.Behind} FROM change_head WHERE shard = 0;
         SELECT {TokenRow.Columns}, {UserRow.Columns}, t.pepper, CAST(NULL AS BIGINT) FROM tokens t LEFT JOIN users u ON u.id = t.owner
         WHERE t.digest = @digest
         UNION ALL
         SELECT {TokenRow.Columns}, {UserRow.Columns}, r.pepper, r.valid_until
         FROM retired_secrets r JOIN tokens t ON t.id = r.token LEFT JOIN users u ON u.id = t.owner
         WHERE r.digest = @digest
         """;

    private const int PepperAt = TokenRow.ColumnCount + UserRow.ColumnCount;

    private readonly DbCommand _command;
    private readonly DbParameter _digest;

    public TokenLookup(DbConnection connection, SqlDialect dialect)
    {
        _command = connection.CreateCommand();
        _command.CommandText = Sql(dialect);
        _digest = _command.CreateParameter();
        (_digest.ParameterName, _digest.DbType, _digest.Size) = ("@digest", DbType.Binary, TokenDigest.Size);
        _command.Parameters.Add(_digest);
        if (dialect.Prepares)
            _command.Prepare();
    }

    /// <param name="digest">The digest.</param>
    /// <param name="now">The start of the read: a lagging server is current up to some time before it.</param>
    public async Task<FactsReading> FindAsync(TokenDigest digest, DateTimeOffset now)
    {
        _digest.Value = digest.ToArray();
        await using var row = await _command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
            throw SqlChangeLog.NoHead();
        var (asOf, behind) = (SqlChangeLog.ReadHead(row).End, SqlChangeLog.ReadBehind(row, 3));
        await row.NextResultAsync();
        return new FactsReading(await row.ReadAsync() ? Read(row) : null, asOf) { Heartbeat = now - behind };
    }

    public void Dispose() => _command.Dispose();

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
