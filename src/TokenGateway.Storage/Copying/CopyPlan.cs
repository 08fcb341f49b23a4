namespace TokenGateway.Storage.Copying;

/// <summary>Which tables are copied, what is referred to before what refers to it.</summary>
internal static class CopyPlan
{
    public static IReadOnlyList<CopyTable> Tables { get; } =
    [
        new("users", "number") { IsNumbered = true },
        new("released_identities", "key"),
        new("tokens", "id") { IsNumbered = true },
        new("retired_secrets", "digest"),
        new("kept_values", "token"),
        new("token_usage", "token"),
        new("token_usage_days", "token", "day"),
        new("token_refusals", "token"),
        new("recorded_permissions", "permission"),
        new("token_permissions", "token", "permission"),
        new("passkeys", "id"),
        new("sessions", "digest"),
        new("data_protection_keys", "name"),
        new("settings", "name"),
        new("notices", "id") { IsNumbered = true },
        new("notice_position", "id"),
        new("audit", "seq"),
        new("audit_ends", "which"),
    ];

    /// <summary>
    /// What each database has of its own: who it is, its schema, its heart, and the sequence of changes. A copy has another
    /// epoch, so nobody goes on from a place in the source's sequence, and only its end is taken over.
    /// </summary>
    public static IReadOnlyList<string> Own { get; } = ["store", "schema_versions", "heartbeat", "change_head", "changes", CopyMark.Table];

    /// <summary>Tables of a database that nobody decided about.</summary>
    public static IEnumerable<string> UnknownOf(IEnumerable<string> tables) => tables.Except(Own, StringComparer.Ordinal).Except(Tables.Select(table => table.Name), StringComparer.Ordinal);
}
