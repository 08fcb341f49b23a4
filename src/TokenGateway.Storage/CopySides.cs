using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage;

/// <summary>Opens the databases of a copy from the configuration.</summary>
internal static class CopySides
{
    public static async Task<CopySide> OpenSourceAsync(StoreOptions source, TimeProvider time)
    {
        if (source.Provider == StoreProvider.PostgreSql)
            return await PostgreSqlCopySide.OpenSourceAsync(PostgreSqlConnectionString.Parse(source.ConnectionString), time);
        var file = FileOf(source);
        file.RequireExisting();
        return OnFile(file, () => SqliteCopySide.OpenSource(file, time));
    }

    public static async Task<CopySide> OpenTargetAsync(StoreOptions target, TimeProvider time)
    {
        if (target.Provider == StoreProvider.PostgreSql)
            return await PostgreSqlCopySide.OpenTargetAsync(PostgreSqlConnectionString.Parse(target.ConnectionString), time);
        var file = FileOf(target);
        return OnFile(file, () => SqliteCopySide.OpenTarget(file, time));
    }

    /// <summary>The key of the target's audit log; null: none yet. Does not create one, since it would differ from the source's.</summary>
    public static byte[]? AuditKeyOf(StoreOptions target) =>
        target.AuditKey ?? (target.Provider == StoreProvider.Sqlite ? SqliteAuditKey.ReadIfThere(FileOf(target)) : null);

    private static SqliteFile FileOf(StoreOptions options) => options.Provider == StoreProvider.Sqlite
        ? SqliteFile.Parse(options.ConnectionString, options.BaseFolder)
        : throw new ArgumentException("there is no store: Provider is None, and everything is declared in the file", nameof(options));

    private static CopySide OnFile(SqliteFile file, Func<CopySide> open)
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (SqliteErrors.IsOutage(failure))
        {
            throw SqliteErrors.Explain(file.Path, failure);
        }
    }
}
