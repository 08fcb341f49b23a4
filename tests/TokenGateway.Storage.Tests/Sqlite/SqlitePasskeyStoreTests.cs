using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqlitePasskeyStoreTests : PasskeyStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
