using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What a report of a leak does inside its transaction: the token goes, and all that it made, however
/// indirectly; of a token that a person rotated since, only the secret before.</summary>
internal static class SqliteLeakWrites
{
    private const string MadeSql =
        $"""
         {SqliteLineage.Made}
         SELECT {TokenRow.Columns} FROM tokens t
         WHERE t.id IN (SELECT id FROM made WHERE until IS NULL) AND t.id <> @number AND t.deleted_at IS NULL AND (t.leaked_at IS NULL OR t.active) ORDER BY t.id
         """;

    // A person gave the token another secret meanwhile: only the one before it, which is known, must end.
    private const string OverlapsSql =
        $"""
         {SqliteLineage.Made}
         SELECT {TokenRow.Columns} FROM tokens t
         WHERE t.id IN (
             SELECT token FROM retired_secrets
             WHERE valid_until > @now AND (secret_by = @by OR secret_by IN (SELECT 'token:' || id FROM made)))
         AND t.id NOT IN (SELECT id FROM made WHERE until IS NULL) AND t.id <> @number AND t.deleted_at IS NULL ORDER BY t.id
         """;

    /// <param name="isUsable">False: the token is over for good, and only what it made is looked for.</param>
    /// <returns>The tokens that changed.</returns>
    public static IReadOnlyList<TokenId> Report(SqliteWrite write, TokenId id, bool isUsable, LeakEntries entries)
    {
        var known = new { by = "token:" + id, number = id.Number, now = write.At.UtcTicks };
        var made = write.ReadRows(MadeSql, known, TokenRow.Read);
        var overlaps = write.ReadRows(OverlapsSql, known, TokenRow.Read);
        if (!isUsable && made.Count + overlaps.Count == 0)
            return [];

        // What the file declares, only the file ends.
        List<TokenId> changed = [];
        if (isUsable && !id.IsDeclared && SwitchOff(write, id))
            changed.Add(id);
        else if (isUsable && !id.IsDeclared)
            return [];
        write.Audit(entries.OfToken(made));
        foreach (var token in made)
        {
            SwitchOff(write, token.Id);
            write.Audit(entries.OfMade(token));
            changed.Add(token.Id);
        }

        foreach (var token in overlaps)
        {
            SqliteSecretWrites.EndOverlaps(write, token.Id, write.At);
            SqliteTokenWrites.AppendIf(write, token.Id, ChangeKind.TokenChanged, entries.OfOverlap(token), changed: 1);
            changed.Add(token.Id);
        }

        return changed;
    }

    private static bool SwitchOff(SqliteWrite write, TokenId id)
    {
        var isThere = 0 < write.Execute(
            "UPDATE tokens SET active = 0, leaked_at = @at WHERE id = @number AND deleted_at IS NULL", new { number = id.Number, at = write.At.UtcTicks });
        if (isThere)
            write.Append(ChangeKind.TokenChanged, id.ToString());
        return isThere;
    }
}
