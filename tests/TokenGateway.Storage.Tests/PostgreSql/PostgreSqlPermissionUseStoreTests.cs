using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlPermissionUseStoreTests : PermissionUseStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
