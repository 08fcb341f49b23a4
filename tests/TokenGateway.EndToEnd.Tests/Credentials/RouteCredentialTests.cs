namespace TokenGateway.EndToEnd.Tests.Credentials;

/// <summary>A route that accepts tokens in fewer locations than the gateway supports.</summary>
public sealed class RouteCredentialTests(RouteCredentialTests.Edge edge) : IClassFixture<RouteCredentialTests.Edge>
{
    [Fact]
    public async Task The_place_that_is_left_authenticates()
    {
        var exchange = await edge.GetAsync("/narrow", "X-API-Key: " + edge.User);

        exchange.Forwarded.Header("X-Auth-User").ShouldBe("uma");
    }

    [Theory]
    [InlineData("Authorization: Bearer {T}", "")]
    [InlineData("Authorization: APIKey {T}", "")]
    [InlineData("X-Other: x", "?api_token={T}")]
    public async Task Another_place_does_not_authenticate_and_stays_here(string header, string query)
    {
        foreach (var path in new[] { "/narrow", "/narrow-public" })
        {
            var exchange = await edge.GetAsync(
                path + query.Replace("{T}", edge.User, StringComparison.Ordinal), header.Replace("{T}", edge.User, StringComparison.Ordinal));

            exchange.Code.ShouldBe("invalid_token", path);
            exchange.Seen.ShouldBeEmpty();
            exchange.Answer.HeadersOf("WWW-Authenticate").ShouldBe(["ApiKey realm=\"tokengateway\", error=\"invalid_token\""]);
        }
    }

    [Fact]
    public async Task Another_place_counts_for_exactly_one()
    {
        var exchange = await edge.GetAsync("/narrow", "X-API-Key: " + edge.User, "Authorization: Bearer " + edge.User);

        exchange.Code.ShouldBe("ambiguous_credentials");
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_routes_keep_all_places()
    {
        (await edge.GetAsync("/orders/1", "Authorization: Bearer " + edge.User)).Status.ShouldBe(200);
    }

    public sealed class Edge() : EdgeFixture("""
        {
          "narrow": { "ClusterId": "legacy", "Match": { "Path": "/narrow" }, "TokenGateway": { "Policy": "Default", "Credentials": ["X-API-Key"] } },
          "narrow-public": { "ClusterId": "legacy", "Match": { "Path": "/narrow-public" }, "TokenGateway": { "Anonymous": true, "Credentials": ["X-API-Key"] } }
        }
        """);
}
