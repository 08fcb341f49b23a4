using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Sql;

/// <summary>The stores over a database; the adapter adds its own parts.</summary>
internal static class SqlStores
{
    public static OpenedStore Over(ISqlDatabase database) => new()
    {
        Tokens = new SqlTokenStore(database),
        KeptValues = new SqlKeptValues(database),
        Users = new SqlUserStore(database),
        Audit = new SqlAuditLog(database),
        Notices = new SqlNoticeStore(database),
        Usage = new SqlUsageStore(database),
        PermissionUses = new SqlPermissionUseStore(database),
        Sessions = new SqlSessionStore(database),
        Passkeys = new SqlPasskeyStore(database),
        ProtectionKeys = new SqlProtectionKeyStore(database),
        Settings = new SqlSettingsStore(database),
    };
}
