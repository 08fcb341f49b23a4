using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteSecretTests : SecretContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
