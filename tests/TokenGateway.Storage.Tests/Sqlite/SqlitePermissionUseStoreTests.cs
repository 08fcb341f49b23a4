using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqlitePermissionUseStoreTests : PermissionUseStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
