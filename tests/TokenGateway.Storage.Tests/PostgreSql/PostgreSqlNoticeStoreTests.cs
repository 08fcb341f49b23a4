using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

public sealed class PostgreSqlNoticeStoreTests : NoticeStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
