using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Sql;

/// <summary>Needed permissions in the tables <c>token_permissions</c> and <c>recorded_permissions</c>.</summary>
internal sealed class SqlPermissionUseStore(ISqlDatabase database) : IPermissionUseStore
{
    private const string AddRecorded =
        """
        INSERT INTO recorded_permissions (permission, since, seen) VALUES (@permission, @day, @day)
        ON CONFLICT (permission) DO UPDATE SET
            since = CASE WHEN excluded.seen - recorded_permissions.seen > @gap THEN excluded.since ELSE recorded_permissions.since END,
            seen = excluded.seen
        WHERE excluded.seen > recorded_permissions.seen
        """;

    public async ValueTask RecordAsync(IReadOnlyList<string> permissions, DateOnly day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        if (permissions.Count == 0)
            return;

        // In the same order on every node, as for uses, to avoid deadlocks.
        var ordered = permissions.Order(StringComparer.Ordinal).ToList();
        await database.WriteAsync(
            write => write.ExecuteAsync(
                AddRecorded, ordered.Select(permission => new { permission, day = UsageDays.Write(day), gap = IPermissionUseStore.LongestGap })),
            cancellationToken);
    }

    public async ValueTask AddAsync(IReadOnlyList<PermissionUse> uses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uses);
        if (uses.Count == 0)
            return;
        var ordered = uses.OrderBy(use => use.Token.Number).ThenBy(use => use.Permission, StringComparer.Ordinal).ToList();
        await database.WriteAsync(
            write => write.ExecuteOnRowsAsync(AddUse, ordered.Select(use => new UseRow(use.Token.Number, use.Permission, UsageDays.Write(use.Day)))), cancellationToken);
    }

    public ValueTask<IReadOnlyList<PermissionUse>> ListAsync(IReadOnlyCollection<TokenId> tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return tokens.Count == 0
            ? new([])
            : database.ReadAsync(
                session => session.ReadRowsAsync(
                    $"SELECT p.token, p.permission, p.day FROM token_permissions p WHERE {session.Dialect.In("p.token", "@tokens")}",
                    new { tokens = session.Dialect.List([.. tokens.Select(token => token.Number)]) },
                    row => new PermissionUse(TokenId.Stored(row.GetInt64(0)), SharedText.Of(row.GetString(1)), UsageDays.Read(row.GetInt32(2)))),
                cancellationToken);
    }

    public ValueTask<IReadOnlyList<RecordedPermission>> ListRecordedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync(
            "SELECT permission, since FROM recorded_permissions",
            parameters: null,
            row => new RecordedPermission(row.GetString(0), UsageDays.Read(row.GetInt32(1)))),
        cancellationToken);

    public ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        write => write.ExecuteAsync(
            """
            DELETE FROM token_permissions
            WHERE (token, permission) IN (SELECT token, permission FROM token_permissions WHERE day < @before LIMIT @limit)
            """,
            new { before = UsageDays.Write(before), limit }),
        cancellationToken);

    // Checks the row first: an upsert that changes nothing would still lock the row, and thereby write it. By subqueries, as for uses.
    private static string AddUse(string rows) =>
        $"""
         INSERT INTO token_permissions (token, permission, day)
         SELECT r.Token, r.Permission, r.NeededOn FROM {rows}
         WHERE (SELECT t.id FROM tokens t WHERE t.id = r.Token) IS NOT NULL
             AND (SELECT c.permission FROM recorded_permissions c WHERE c.permission = r.Permission) IS NOT NULL
             AND coalesce((SELECT p.day FROM token_permissions p WHERE p.token = r.Token AND p.permission = r.Permission), -1) < r.NeededOn
         ON CONFLICT (token, permission) DO UPDATE SET day = excluded.day WHERE excluded.day > token_permissions.day
         """;

    private sealed record UseRow(long Token, string Permission, int NeededOn);
}
