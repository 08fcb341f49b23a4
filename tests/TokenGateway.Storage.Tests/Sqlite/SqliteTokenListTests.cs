using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;
using TokenGateway.Storage.Sqlite;
using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteTokenListTests : TokenListContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();

    [Theory]
    [InlineData(TokenOrderKey.Name, false)]
    [InlineData(TokenOrderKey.Name, true)]
    [InlineData(TokenOrderKey.Id, false)]
    public void First_page_is_read_in_the_order_of_an_index_and_not_sorted(TokenOrderKey key, bool isDescending)
    {
        var order = new TokenOrder(key, isDescending);
        var where = TokenFilterSql.Where(new TokenFilter { Order = order }, isFirst: true, SqliteDialect.Instance);
        using var raw = Raw.Open(((SqliteFixture)Fixture).Path);

        var plan = raw.Query("EXPLAIN QUERY PLAN SELECT t.id, g.used_at FROM tokens t LEFT JOIN token_usage g ON g.token = t.id "
            + $"WHERE {where} ORDER BY {TokenOrderSql.OrderBy(order)} LIMIT 50").Select(step => (string)step.detail).ToList();

        plan.ShouldNotBeEmpty();
        plan.ShouldNotContain(step => step.Contains("ORDER BY", StringComparison.Ordinal));
    }
}
