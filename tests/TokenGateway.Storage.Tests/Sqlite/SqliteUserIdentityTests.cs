using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteUserIdentityTests : UserIdentityContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
