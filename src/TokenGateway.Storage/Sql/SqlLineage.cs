namespace TokenGateway.Storage.Sql;

/// <summary>Determines which tokens know which secrets: who created a token, and who gave it a secret.</summary>
internal static class SqlLineage
{
    /// <summary>
    /// The table <c>made</c> of the direct and indirect creations of the token <c>@by</c> (token:ID): its id, and until
    /// when the known secret works; null: as long as the token.
    /// </summary>
    /// <remarks>
    /// Also through deleted tokens, whose creations live on. UNION, not UNION ALL: tokens that gave each other secrets form
    /// a cycle. If a person replaced a token's known secret, only its creations before the end of that secret count; a
    /// secret was created when the previous one was retired.
    /// </remarks>
    public static string Made(SqlDialect dialect) =>
        $"""
         WITH RECURSIVE made (id, until) AS (
             SELECT id, CAST(NULL AS BIGINT) FROM tokens WHERE created_by = @by
             UNION SELECT id, CAST(NULL AS BIGINT) FROM tokens WHERE secret_by = @by
             UNION SELECT token, valid_until FROM retired_secrets WHERE secret_by = @by
             {dialect.Recurse(
                 "made m",
                 ("c.id, CAST(NULL AS BIGINT)", "tokens c", "c.created_by = 'token:' || m.id AND (m.until IS NULL OR c.created_at <= m.until)"),
                 ("c.id, CAST(NULL AS BIGINT)", "tokens c",
                     "c.secret_by = 'token:' || m.id AND (m.until IS NULL OR m.until >= coalesce((SELECT max(retired_at) FROM retired_secrets WHERE token = c.id), 0))"),
                 ("r.token, r.valid_until", "retired_secrets r", "r.secret_by = 'token:' || m.id"))})
         """;

    /// <summary>
    /// Tombstones from before <c>@before</c>, except those with a live creation: without the row, a report of the token, or
    /// of one that created it, would not find that creation.
    /// </summary>
    public static string Forgettable(SqlDialect dialect) =>
        $"""
         SELECT t.id FROM tokens t
         WHERE t.deleted_at < @before AND NOT EXISTS (
             WITH RECURSIVE made (id) AS (
                 SELECT id FROM tokens WHERE created_by = 'token:' || t.id
                 UNION SELECT id FROM tokens WHERE secret_by = 'token:' || t.id
                 UNION SELECT token FROM retired_secrets WHERE secret_by = 'token:' || t.id
                 {dialect.Recurse(
                     "made m",
                     ("c.id", "tokens c", "c.created_by = 'token:' || m.id"),
                     ("c.id", "tokens c", "c.secret_by = 'token:' || m.id"),
                     ("r.token", "retired_secrets r", "r.secret_by = 'token:' || m.id"))})
             SELECT 1 FROM made m JOIN tokens l ON l.id = m.id WHERE l.deleted_at IS NULL AND (l.expires_at IS NULL OR l.expires_at >= @before))
         ORDER BY t.deleted_at LIMIT @limit
         """;
}
