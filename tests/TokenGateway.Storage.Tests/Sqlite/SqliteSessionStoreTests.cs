using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteSessionStoreTests : SessionStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
