using System.Data;
using System.Data.Common;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Storage.Sql;

/// <summary>The look-up by digest as one prepared command, without the layer that the other statements go through.</summary>
internal sealed class TokenLookup : IDisposable
{
    // Token and owner in one statement, hence as they stood at one moment. Both digests are looked up in an index.
    private const string Sql =
        $"""
         SELECT {TokenRow.Columns}, {UserRow.Columns}, t.pepper, NULL FROM tokens t LEFT JOIN users u ON u.id = t.owner
         WHERE t.digest = @digest
         UNION ALL
         SELECT {TokenRow.Columns}, {UserRow.Columns}, r.pepper, r.valid_until
         FROM retired_secrets r JOIN tokens t ON t.id = r.token LEFT JOIN users u ON u.id = t.owner
         WHERE r.digest = @digest
         """;

    private const int PepperAt = TokenRow.ColumnCount + UserRow.ColumnCount;

    private readonly DbCommand _command;
    private readonly DbParameter _digest;

    public TokenLookup(DbConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = Sql;
        _digest = _command.CreateParameter();
        (_digest.ParameterName, _digest.DbType, _digest.Size) = ("@digest", DbType.Binary, TokenDigest.Size);
        _command.Parameters.Add(_digest);
        _command.Prepare();
    }

    public async Task<TokenFacts?> FindAsync(TokenDigest digest)
    {
        _digest.Value = digest.ToArray();
        await using var row = await _command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
            return null;
        var owner = row.IsDBNull(TokenRow.ColumnCount) ? null : UserRow.Read(row, TokenRow.ColumnCount);
        return new TokenFacts(TokenRow.Read(row), owner)
        {
            Pepper = row.IsDBNull(PepperAt) ? null : row.GetString(PepperAt),
            RetiredUntil = Moment.ReadNullable(row, PepperAt + 1),
        };
    }

    public void Dispose() => _command.Dispose();
}
