using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>The table of changes: appended to inside transactions, and kept short.</summary>
internal static class SqlChangeLog
{
    public static Task AppendAsync(SqlWrite write, IReadOnlyList<Change> changes) => changes.Count == 0 ? Task.CompletedTask : write.ExecuteAsync(
        "INSERT INTO changes (kind, key, at) VALUES (@kind, @key, @at)",
        changes.Select(one => new { kind = (int)one.Kind, key = one.Key, at = write.At.UtcTicks }));

    /// <summary>
    /// Takes away the changes up to the first that is not older, and records how far: a follower below that has missed
    /// some. A clock that was set back only makes it keep more.
    /// </summary>
    public static async Task<int> PruneAsync(SqlWrite write, DateTimeOffset before)
    {
        var floor = await write.ReadValueAsync<long>(
            "SELECT coalesce((SELECT min(seq) - 1 FROM changes WHERE at >= @before), (SELECT max(seq) FROM changes), 0)",
            new { before = before.UtcTicks });
        await write.ExecuteAsync("UPDATE store SET changes_floor = @floor WHERE changes_floor < @floor", new { floor });
        return await write.ExecuteAsync("DELETE FROM changes WHERE seq <= @floor", new { floor });
    }
}
