using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteNoticeStoreTests : NoticeStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
