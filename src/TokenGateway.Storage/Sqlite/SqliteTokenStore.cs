using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Tokens in the <c>tokens</c> table.</summary>
internal sealed class SqliteTokenStore(SqliteDatabase database) : ITokenStore
{
    private const string FromWithUsage = "tokens t LEFT JOIN token_usage g ON g.token = t.id";

    public ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(session => session.Find(digest), cancellationToken);

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(
            session =>
            {
                using var row = session.Connection.ExecuteReader(
                    $"SELECT {TokenRow.Columns}, {TokenRow.UsageColumns} FROM {FromWithUsage} WHERE t.id = @number", new { number = id.Number });
                return row.Read() ? TokenRow.ReadWithUsage(row) : null;
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
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(audit);
        return database.Writer.RunAsync(basis, write => SqliteTokenWrites.Add(write, draft, quota, seal, audit), cancellationToken);
    }

    public ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(imports);
        ArgumentNullException.ThrowIfNull(audit);
        return database.Writer.RunAsync(basis, write => SqliteTokenImport.Run(write, imports, isDryRun, audit), cancellationToken);
    }

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(basis, write => SqliteTokenWrites.SetActive(write, id, isActive, audit), cancellationToken);

    public ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return database.Writer.RunAsync(basis, write => SqliteSecretWrites.Rotate(write, id, now, overlapEndsAt, seal, audit), cancellationToken);
    }

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteSecretWrites.EndOverlap(write, id, now, audit), cancellationToken);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteTokenWrites.Delete(write, id, at, audit), cancellationToken);

    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.Writer.RunAsync(write => SqliteLeakWrites.Report(write, id, isUsable, entries), cancellationToken);
    }

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteSecretWrites.Reseal(write, from, to), cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteSecretWrites.Purge(write, deletedBefore, retiredBefore, limit), cancellationToken);

    private static List<Token> List(SqliteConnection connection, TokenFilter filter, TokenId? after, int limit)
    {
        var sql = $"SELECT {TokenRow.Columns}, {TokenRow.UsageColumns} FROM {FromWithUsage} WHERE {TokenFilterSql.Where(filter)} ORDER BY t.id LIMIT @limit";
        using var rows = connection.ExecuteReader(sql, new
        {
            after = after?.Number ?? 0,
            owner = filter.Owner?.Value,
            ownerNumber = filter.OwnerNumber,
            realm = filter.Realm?.Value,
            inRealms = filter.InRealms.Select(realm => realm.Value).ToArray(),
            notRealms = filter.NotRealms.Select(realm => realm.Value).ToArray(),
            role = filter.Role?.Value,
            externalId = filter.ExternalId?.Value,
            now = filter.Now.UtcTicks,
            expiresBefore = filter.ExpiresBefore?.UtcTicks,
            unusedSince = filter.UnusedSince?.UtcTicks,
            limit,
        });
        var tokens = new List<Token>();
        while (rows.Read())
            tokens.Add(TokenRow.ReadWithUsage(rows));
        return tokens;
    }
}
