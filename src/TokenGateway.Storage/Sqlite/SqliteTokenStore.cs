using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Tokens in the <c>tokens</c> table.</summary>
internal sealed class SqliteTokenStore(SqliteDatabase database) : ITokenStore
{
    public ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(session => session.Find(digest), cancellationToken);

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(
            session =>
            {
                using var row = session.Connection.ExecuteReader(
                    $"SELECT {TokenRow.Columns} FROM tokens t WHERE t.id = @number", new { number = id.Number });
                return row.Read() ? TokenRow.Read(row) : null;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<Token>> ListAsync(
        TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.Readers.ReadAsync(IReadOnlyList<Token> (session) => List(session.Connection, filter, after, limit), cancellationToken);
    }

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(seal);
        return database.Writer.RunAsync(write => SqliteTokenWrites.Add(write, draft, quota, seal), cancellationToken);
    }

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteTokenWrites.SetActive(write, id, isActive), cancellationToken);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteTokenWrites.Delete(write, id, at), cancellationToken);

    private static List<Token> List(SqliteConnection connection, TokenFilter filter, TokenId? after, int limit)
    {
        var sql = $"SELECT {TokenRow.Columns} FROM tokens t WHERE {TokenFilterSql.Where(filter)} ORDER BY t.id LIMIT @limit";
        using var rows = connection.ExecuteReader(sql, new
        {
            after = after?.Number ?? 0,
            owner = filter.Owner?.Value,
            realm = filter.Realm?.Value,
            now = filter.Now.UtcTicks,
            limit,
        });
        var tokens = new List<Token>();
        while (rows.Read())
            tokens.Add(TokenRow.Read(rows));
        return tokens;
    }
}
