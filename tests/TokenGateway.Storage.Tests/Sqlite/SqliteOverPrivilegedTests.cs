using TokenGateway.Storage.Tests.Contract;
using Xunit.Abstractions;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteOverPrivilegedTests(ITestOutputHelper output) : OverPrivilegedContract(output)
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
