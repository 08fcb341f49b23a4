using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteUsageStoreTests : UsageStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
