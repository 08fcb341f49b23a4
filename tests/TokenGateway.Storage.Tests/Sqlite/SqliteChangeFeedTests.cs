using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteChangeFeedTests : ChangeFeedContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
