using Microsoft.Data.Sqlite;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>A connection for reading, with the look-up by digest prepared: it is on the path of requests.</summary>
internal sealed class SqliteSession : IDisposable
{
    // Token and owner in one statement, hence as they stood at one moment. Both digests are looked up in an index.
    private const string FindSql =
        $"""
         SELECT {TokenRow.Columns}, {UserRow.Columns}, t.pepper, NULL FROM tokens t LEFT JOIN users u ON u.id = t.owner
         WHERE t.digest = @digest
         UNION ALL
         SELECT {TokenRow.Columns}, {UserRow.Columns}, r.pepper, r.valid_until
         FROM retired_secrets r JOIN tokens t ON t.id = r.token LEFT JOIN users u ON u.id = t.owner
         WHERE r.digest = @digest
         """;

    private const int PepperAt = TokenRow.ColumnCount + UserRow.ColumnCount;

    private readonly SqliteCommand _find;
    private readonly SqliteParameter _digest;

    public SqliteSession(SqliteConnection connection)
    {
        Connection = connection;
        _find = connection.CreateCommand();
        _find.CommandText = FindSql;
        _digest = _find.Parameters.Add("@digest", SqliteType.Blob, TokenDigest.Size);
        _find.Prepare();
    }

    public SqliteConnection Connection { get; }

    public bool HasMoved => SqliteFileIdentity.HasMoved(Connection);

    public TokenFacts? Find(in TokenDigest digest)
    {
        _digest.Value = digest.ToArray();
        using var row = _find.ExecuteReader();
        if (!row.Read())
            return null;
        var owner = row.IsDBNull(TokenRow.ColumnCount) ? null : UserRow.Read(row, TokenRow.ColumnCount);
        return new TokenFacts(TokenRow.Read(row), owner)
        {
            Pepper = row.IsDBNull(PepperAt) ? null : row.GetString(PepperAt),
            RetiredUntil = Moment.ReadNullable(row, PepperAt + 1),
        };
    }

    public void Dispose()
    {
        _find.Dispose();
        Connection.Dispose();
    }
}
