using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The effects of a leak report inside its transaction: deactivates the token and its direct and indirect creations; of a
/// token that a person has rotated since, it ends only the previous secret.
/// </summary>
internal static class SqlLeakWrites
{
    private static string MadeSql(SqlDialect dialect) =>
        $"""
         {SqlLineage.Made(dialect)}
         SELECT {TokenRow.Columns} FROM tokens t
         WHERE t.id IN (SELECT id FROM made WHERE until IS NULL) AND t.id <> @number AND t.deleted_at IS NULL AND (t.leaked_at IS NULL OR t.active) ORDER BY t.id
         """;

    // A person has rotated the token meanwhile: only the previous, known secret must end.
    private static string OverlapsSql(SqlDialect dialect) =>
        $"""
         {SqlLineage.Made(dialect)}
         SELECT {TokenRow.Columns} FROM tokens t
         WHERE t.id IN (
             SELECT token FROM retired_secrets
             WHERE valid_until > @now AND (secret_by = @by OR secret_by IN (SELECT 'token:' || id FROM made)))
         AND t.id NOT IN (SELECT id FROM made WHERE until IS NULL) AND t.id <> @number AND t.deleted_at IS NULL ORDER BY t.id
         """;

    /// <param name="isUsable">False: the token is permanently unusable, and only its creations matter.</param>
    /// <returns>The changed tokens.</returns>
    public static async Task<IReadOnlyList<TokenId>> ReportAsync(SqlWrite write, TokenId id, bool isUsable, LeakEntries entries)
    {
        // Only the file can revoke a declared token. The token comes first: a concurrent creation with it holds its row.
        List<TokenId> changed = [];
        if (isUsable && !id.IsDeclared && await SwitchOffAsync(write, id))
            changed.Add(id);
        else if (isUsable && !id.IsDeclared)
            return [];
        var known = new { by = "token:" + id, number = id.Number, now = write.At.UtcTicks };
        var made = await SwitchOffMadeAsync(write, known);
        var overlaps = await write.ReadRowsAsync(OverlapsSql(write.Dialect), known, TokenRow.Read);
        if (!isUsable && made.Count + overlaps.Count == 0)
            return [];
        write.Audit(entries.OfToken(made));
        foreach (var token in made)
        {
            write.Audit(entries.OfMade(token));
            changed.Add(token.Id);
        }

        foreach (var token in overlaps)
        {
            await SqlSecretWrites.EndOverlapsAsync(write, token.Id, write.At);
            SqlTokenWrites.AppendIf(write, token.Id, ChangeKind.TokenChanged, entries.OfOverlap(token), changed: 1);
            changed.Add(token.Id);
        }

        return changed;
    }

    // Repeats until there are none: a deactivated token creates no more, but may have created one during the wait.
    private static async Task<List<Token>> SwitchOffMadeAsync(SqlWrite write, object known)
    {
        List<Token> all = [];
        while (await write.ReadRowsAsync(MadeSql(write.Dialect), known, TokenRow.Read) is { Count: > 0 } made)
        {
            foreach (var token in made)
                await SwitchOffAsync(write, token.Id);
            all.AddRange(made);
        }

        return all;
    }

    private static async Task<bool> SwitchOffAsync(SqlWrite write, TokenId id)
    {
        var isThere = 0 < await write.ExecuteAsync(
            "UPDATE tokens SET active = @isActive, leaked_at = @at WHERE id = @number AND deleted_at IS NULL", new { number = id.Number, isActive = false, at = write.At.UtcTicks });
        if (isThere)
            write.Append(ChangeKind.TokenChanged, id.ToString());
        return isThere;
    }
}
