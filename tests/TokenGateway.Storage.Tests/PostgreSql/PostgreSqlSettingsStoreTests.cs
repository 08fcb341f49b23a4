using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlSettingsStoreTests : SettingsStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
