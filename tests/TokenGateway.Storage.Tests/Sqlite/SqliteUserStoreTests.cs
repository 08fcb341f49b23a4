using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteUserStoreTests : UserStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
