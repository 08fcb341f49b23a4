using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlUsageStoreTests : UsageStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
