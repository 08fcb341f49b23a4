using System.Globalization;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// Invariants between the rows of every store, even during writes: a violation means that rows were lost or changed outside
/// the store, or that a backup was restored in part. Needs no key.
/// </summary>
internal static class SqlInvariants
{
    // One statement is one snapshot, so that concurrent writes do not appear as faults.
    private static readonly (string Sql, string Fault)[] All =
    [
        ("SELECT count(*) FROM retired_secrets r WHERE NOT EXISTS (SELECT 1 FROM tokens t WHERE t.id = r.token)",
            "rows of retired_secrets refer to tokens that do not exist: {0}"),
        ("SELECT count(*) FROM kept_values k WHERE NOT EXISTS (SELECT 1 FROM tokens t WHERE t.id = k.token)",
            "rows of kept_values refer to tokens that do not exist: {0}"),
        ("SELECT count(*) FROM token_permissions p WHERE NOT EXISTS (SELECT 1 FROM recorded_permissions r WHERE r.permission = p.permission)",
            "rows of token_permissions name permissions that were never recorded: {0}"),
        ("SELECT count(*) FROM recorded_permissions WHERE since > seen",
            "permissions are recorded since a later day than the last one: {0}"),
        ("SELECT 1 - count(*) FROM store", "the row that says which store it is is missing"),
        ("SELECT 1 - count(*) FROM change_head WHERE shard = 0", "the row that says where the changes end is missing"),
        ("SELECT count(*) FROM change_head WHERE shard = 0 AND (seq < floor OR seq < (SELECT max(c.seq) FROM changes c))",
            "there are changes behind the place where they end"),
        ("SELECT count(*) FROM change_head WHERE shard = 0 AND (SELECT count(*) FROM changes c WHERE c.seq > floor) < seq - floor",
            "some of the changes up to the place where they end are missing"),
        ("SELECT count(*) FROM audit WHERE seq > coalesce((SELECT e.seq FROM audit_ends e WHERE e.which = 'head'), 0)",
            "the audit log has records behind its signed end: {0}"),
        ("SELECT count(*) FROM audit_ends e WHERE e.which = 'head' AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.seq = e.seq AND a.seal = e.seal)",
            "the audit log lacks the record that its signed end names"),
        ("""
         SELECT e.seq - coalesce((SELECT c.seq FROM audit_ends c WHERE c.which = 'checkpoint'), 0)
             - (SELECT count(*) FROM audit a WHERE a.seq > coalesce((SELECT c.seq FROM audit_ends c WHERE c.which = 'checkpoint'), 0))
         FROM audit_ends e WHERE e.which = 'head'
         """,
            "records are missing in the audit log: {0}"),
    ];

    /// <summary>The violated invariants.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(SqlSession session)
    {
        // An unfinished copy violates some of them, which would be misleading.
        if (await SqlCopyMark.IsThereAsync(session))
            return [$"the copy is not finished: {SqlCopyMark.HowToFinish}"];
        var faults = new List<string>();
        foreach (var (sql, fault) in All)
        {
            if (await session.ReadValueAsync<long>(sql) is var count and > 0)
                faults.Add(string.Format(CultureInfo.InvariantCulture, fault, count));
        }

        return faults;
    }
}
