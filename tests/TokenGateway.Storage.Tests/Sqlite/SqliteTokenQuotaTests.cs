using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteTokenQuotaTests : TokenQuotaContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
