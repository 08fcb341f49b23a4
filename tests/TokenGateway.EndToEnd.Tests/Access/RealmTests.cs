using TokenGateway.Core.Access;

namespace TokenGateway.EndToEnd.Tests.Access;

public sealed class RealmTests(RealmTests.Edge edge) : IClassFixture<RealmTests.Edge>
{
    [Theory]
    [InlineData("/fixed/x")]
    [InlineData("/env/prod/x")]
    [InlineData("/env/%70rod/x")]
    [InlineData("/orders/1")]
    public async Task A_token_of_the_realm_passes(string path)
    {
        var exchange = await edge.GetAsync(path, "X-API-Key: " + await ProdTokenAsync());

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Target.ShouldBe(path);
    }

    [Theory]
    [InlineData("/fixed/x", "prod")]
    [InlineData("/env/prod/x", "prod")]
    [InlineData("/env/Default/x", "Default")]
    public async Task A_token_of_another_realm_is_refused(string path, string realm)
    {
        var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.Administrator);

        exchange.Status.ShouldBe(403);
        exchange.Code.ShouldBe("wrong_realm");
        exchange.Answer.Problem("needed").ShouldBe("realm " + realm);
        exchange.Answer.Problem("has").ShouldBe("realm default");
        exchange.Answer.HeadersOf("WWW-Authenticate").ShouldAllBe(one => one.EndsWith("error=\"insufficient_scope\"", StringComparison.Ordinal));
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_realm_of_the_path_is_the_one_that_counts()
    {
        (await edge.GetAsync("/env/default/x", "X-API-Key: " + edge.Administrator)).Status.ShouldBe(200);
        (await edge.GetAsync("/env/default/x", "X-API-Key: " + await ProdTokenAsync())).Code.ShouldBe("wrong_realm");
    }

    private async Task<string> ProdTokenAsync() =>
        (await edge.Gateway.IssueAsync("paul", "Engineers", wanted => wanted with { Realm = Realm.Parse("prod") })).Value;

    public sealed class Edge() : EdgeFixture("""
        {
          "fixed": { "ClusterId": "legacy", "Match": { "Path": "/fixed/{**rest}" }, "TokenGateway": { "Policy": "Default", "Realm": "prod" } },
          "env": { "ClusterId": "legacy", "Match": { "Path": "/env/{environment}/{**rest}" }, "TokenGateway": { "Policy": "Default", "Realm": "{environment}" } }
        }
        """);
}
