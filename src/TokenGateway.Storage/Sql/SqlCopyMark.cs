using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>A store that is still being copied has this table, and lacks some of what the source has: nobody may use it.</summary>
internal static class SqlCopyMark
{
    public const string Table = "store_copy";

    public const string HowToFinish = "run `tokengateway store copy` from the same source again, at last with --finish";

    /// <exception cref="StoreUnavailableException">The store is not finished.</exception>
    public static async Task RequireNoneAsync(SqlSession session, string name)
    {
        if (await IsThereAsync(session))
            throw Unfinished(name);
    }

    public static Task<bool> IsThereAsync(SqlSession session) => session.ReadValueAsync<bool>(session.Dialect.HasTable, new { table = Table });

    public static StoreUnavailableException Unfinished(string name) =>
        new($"The store {name} is a copy that is not finished: {HowToFinish}, or begin again with an empty database.");
}
