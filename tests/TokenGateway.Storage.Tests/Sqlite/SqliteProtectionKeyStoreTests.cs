using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteProtectionKeyStoreTests : ProtectionKeyStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
