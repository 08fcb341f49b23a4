using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteServiceAccountTests : ServiceAccountContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
