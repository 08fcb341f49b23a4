using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What a report of a leak does inside its transaction: the token goes, and all that it made, however indirectly.</summary>
internal static class SqliteLeakWrites
{
    // Also through tokens that are deleted: what they made lives on without them. UNION, not UNION ALL: tokens that gave
    // each other secrets are a circle.
    private const string MadeSql =
        $"""
         WITH RECURSIVE made (id) AS (
             SELECT id FROM tokens WHERE created_by = @by
             UNION SELECT id FROM tokens WHERE secret_by = @by
             UNION SELECT c.id FROM made m JOIN tokens c ON c.created_by = 'token:' || m.id
             UNION SELECT c.id FROM made m JOIN tokens c ON c.secret_by = 'token:' || m.id)
         SELECT {TokenRow.Columns} FROM tokens t
         WHERE t.id IN (SELECT id FROM made) AND t.id <> @number AND t.deleted_at IS NULL AND (t.leaked_at IS NULL OR t.active) ORDER BY t.id
         """;

    /// <param name="isUsable">False: the token is over for good, and only what it made is looked for.</param>
    /// <returns>The tokens that changed.</returns>
    public static IReadOnlyList<TokenId> Report(SqliteWrite write, TokenId id, bool isUsable, LeakEntries entries)
    {
        var made = write.ReadRows(MadeSql, new { by = "token:" + id, number = id.Number }, TokenRow.Read);
        if (!isUsable && made.Count == 0)
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
