using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>This table marks a store whose copy is unfinished: it is incomplete, and must not be used.</summary>
internal static class SqlCopyMark
{
    public const string Table = "store_copy";

    public const string HowToFinish = "run `tokengateway store copy` from the same source again, at last with --finish";

    /// <exception cref="StoreUnavailableException">The store is unfinished.</exception>
    public static async Task RequireNoneAsync(SqlSession session, string name)
    {
        if (await IsThereAsync(session))
            throw Unfinished(name);
    }

    public static Task<bool> IsThereAsync(SqlSession session) => session.ReadValueAsync<bool>(session.Dialect.HasTable, new { table = Table });

    public static StoreUnavailableException Unfinished(string name) =>
        new($"The store {name} is a copy that is not finished: {HowToFinish}, or begin again with an empty database.");
}
