using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteWriteBasisTests : WriteBasisContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
