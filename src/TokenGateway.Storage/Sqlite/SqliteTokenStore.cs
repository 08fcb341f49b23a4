using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Tokens in the <c>tokens</c> table.</summary>
internal sealed class SqliteTokenStore(SqliteDatabase database) : ITokenStore
{
    public ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(database.Readers.Read(digest, static (session, digest) => session.Find(digest)));
    }

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(database.Readers.Read(id.Number, static (session, number) =>
        {
            using var row = session.Connection.ExecuteReader(
                $"SELECT {TokenRow.Columns} FROM tokens t WHERE t.id = @number", new { number });
            return row.Read() ? TokenRow.Read(row) : null;
        }));
    }

    public ValueTask<IReadOnlyList<Token>> ListAsync(
        TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        cancellationToken.ThrowIfCancellationRequested();
        return new(database.Readers.Read((filter, after, limit), static (session, asked) =>
        {
            var sql = $"SELECT {TokenRow.Columns} FROM tokens t WHERE {TokenFilterSql.Where(asked.filter)} ORDER BY t.id LIMIT @limit";
            using var rows = session.Connection.ExecuteReader(sql, new
            {
                after = asked.after?.Number ?? 0,
                owner = asked.filter.Owner?.Value,
                realm = asked.filter.Realm?.Value,
                now = asked.filter.Now.UtcTicks,
                asked.limit,
            });
            var tokens = new List<Token>();
            while (rows.Read())
                tokens.Add(TokenRow.Read(rows));
            return (IReadOnlyList<Token>)tokens;
        }));
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
}
