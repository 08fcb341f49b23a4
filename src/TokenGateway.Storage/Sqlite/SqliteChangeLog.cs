namespace TokenGateway.Storage.Sqlite;

/// <summary>Keeps the table of changes short.</summary>
internal static class SqliteChangeLog
{
    /// <summary>
    /// Takes away the changes up to the first that is not older, and records how far: a follower below that has missed
    /// some. A clock that was set back only makes it keep more.
    /// </summary>
    public static int Prune(SqliteWrite write, DateTimeOffset before)
    {
        var floor = write.ReadNumber(
            "SELECT coalesce((SELECT min(seq) - 1 FROM changes WHERE at >= @before), (SELECT max(seq) FROM changes), 0)",
            new { before = before.UtcTicks });
        write.Execute("UPDATE store SET changes_floor = max(changes_floor, @floor)", new { floor });
        return write.Execute("DELETE FROM changes WHERE seq <= @floor", new { floor });
    }
}
