using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteTokenStoreTests : TokenStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
