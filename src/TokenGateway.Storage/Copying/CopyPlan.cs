namespace TokenGateway.Storage.Copying;

/// <summary>The tables to copy, referenced tables before referencing ones.</summary>
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
    /// The tables that each database owns: its identity, schema, heartbeat and change sequence. A copy has a new epoch, so
    /// no reader continues from a position in the source's sequence, and only its end is copied.
    /// </summary>
    public static IReadOnlyList<string> Own { get; } = ["store", "schema_versions", "heartbeat", "change_head", "changes", CopyMark.Table];

    /// <summary>Tables of a database that this plan does not classify.</summary>
    public static IEnumerable<string> UnknownOf(IEnumerable<string> tables) => tables.Except(Own, StringComparer.Ordinal).Except(Tables.Select(table => table.Name), StringComparer.Ordinal);
}
