using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Tokens in the <c>tokens</c> table.</summary>
internal sealed class SqlTokenStore(ISqlDatabase database) : ITokenStore
{
    private const string SelectWithUsage =
        $"SELECT {TokenRow.Columns}, {TokenRow.UsageColumns} FROM tokens t LEFT JOIN token_usage g ON g.token = t.id";

    public ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        database.ReadFactsAsync(digest, cancellationToken);

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowAsync($"{SelectWithUsage} WHERE t.id = @number", new { number = id.Number }, TokenRow.ReadWithUsage), cancellationToken);

    public ValueTask<IReadOnlyList<Token>> ListAsync(
        TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.ReadAsync(session => ListAsync(session, filter, after, limit), cancellationToken);
    }

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(audit);
        return database.WriteAsync(basis, write => SqlTokenWrites.AddAsync(write, draft, quota, seal, audit), cancellationToken);
    }

    public ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(imports);
        ArgumentNullException.ThrowIfNull(audit);
        return database.WriteAsync(basis, write => SqlTokenImport.RunAsync(write, imports, isDryRun, audit), cancellationToken);
    }

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.WriteAsync(basis, write => SqlTokenWrites.SetActiveAsync(write, id, isActive, audit), cancellationToken);

    public ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return database.WriteAsync(basis, write => SqlSecretWrites.RotateAsync(write, id, now, overlapEndsAt, seal, audit), cancellationToken);
    }

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SqlSecretWrites.EndOverlapAsync(write, id, now, audit), cancellationToken);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SqlTokenWrites.DeleteAsync(write, id, at, audit), cancellationToken);

    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.WriteAsync(write => SqlLeakWrites.ReportAsync(write, id, isUsable, entries), cancellationToken);
    }

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SqlSecretWrites.ResealAsync(write, from, to), cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SqlSecretWrites.PurgeAsync(write, deletedBefore, retiredBefore, limit), cancellationToken);

    private static Task<IReadOnlyList<Token>> ListAsync(SqlSession session, TokenFilter filter, TokenId? after, int limit) => session.ReadRowsAsync(
        $"{SelectWithUsage} WHERE {TokenFilterSql.Where(filter, after is null, session.Dialect)} ORDER BY {TokenOrderSql.OrderBy(filter.Order)} LIMIT @limit",
        new
        {
            after = after?.Number ?? 0,
            owner = filter.Owner?.Value,
            ownerNumber = filter.OwnerNumber,
            realm = filter.Realm?.Value,
            inRealms = session.Dialect.List([.. filter.InRealms.Select(realm => realm.Value)]),
            notRealms = session.Dialect.List([.. filter.NotRealms.Select(realm => realm.Value)]),
            role = filter.Role?.Value,
            externalId = filter.ExternalId?.Value,
            contains = TokenFilterSql.PatternOf(filter.Contains),
            now = filter.Now.UtcTicks,
            expiresBefore = filter.ExpiresBefore?.UtcTicks,
            unusedSince = filter.UnusedSince?.UtcTicks,
            createdFrom = filter.CreatedFrom?.UtcTicks,
            createdBefore = filter.CreatedBefore?.UtcTicks,
            judgedCreated = filter.IsOverPrivileged ? (filter.Now - OverPrivileged.Age).UtcTicks : 0,
            judgedUsed = filter.IsOverPrivileged ? (filter.Now - OverPrivileged.Window).UtcTicks : 0,
            usedIn = (int?)filter.UsedIn,
            limit,
        },
        TokenRow.ReadWithUsage);
}
