using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteSettingsStoreTests : SettingsStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
