using System.Data;
using System.Data.Common;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>The look-up by digest as one command, prepared where that holds, without the layer that the other statements go through.</summary>
internal sealed class TokenLookup : IDisposable
{
    // The place in the sequence is read first, and so the facts are at least as new. Token and owner are one statement, hence
    // as they stood at one moment. Both digests are looked up in an index.
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

    /// <param name="digest">What is looked for.</param>
    /// <param name="now">When the read begins: a server that is behind is current up to some time before it.</param>
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
