using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteTokenListTests : TokenListContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
