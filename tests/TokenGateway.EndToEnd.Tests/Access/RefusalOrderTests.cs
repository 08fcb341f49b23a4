using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Access;

/// <summary>The order of refusals: 400 (target, credentials), 404, 401, 405, 403. Each case breaks two rules and gets the earlier refusal.</summary>
public sealed class RefusalOrderTests(RefusalOrderTests.Edge edge) : IClassFixture<RefusalOrderTests.Edge>
{
    [Theory]
    [InlineData("a bad target, no such route", "GET", "/nowhere/../x", "{T}", 400)]
    [InlineData("a bad target, no token", "GET", "/orders/%2e%2e/x", "", 400)]
    [InlineData("an encoded slash, no token", "GET", "/orders/a%2fb", "", 400)]
    [InlineData("two credentials, a method that no entry names", "TRACK", "/orders/1?api_token=x", "{T}", 400)]
    [InlineData("no such route, no token", "GET", "/nowhere", "", 404)]
    [InlineData("no such route, a wrong token", "GET", "/nowhere", "wrong", 404)]
    [InlineData("no token, a method that no entry names", "TRACK", "/orders/1", "", 401)]
    [InlineData("a wrong token, a method that no entry names", "TRACK", "/orders/1", "wrong", 401)]
    [InlineData("a method that no entry names, another realm", "TRACK", "/orders/1", "{T}", 405)]
    [InlineData("a role that is too low, another realm", "DELETE", "/orders/1", "{T}", 403)]
    public async Task The_earlier_rule_answers(string what, string method, string target, string token, int status)
    {
        string[] headers = token.Length == 0 ? [] : ["X-API-Key: " + token.Replace("{T}", edge.User, StringComparison.Ordinal)];

        var exchange = await edge.SendAsync(method, target, headers);

        exchange.Status.ShouldBe(status, what);
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Not_one_refusal_opens_a_connection_to_the_upstream()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(EdgeFixture.SampleWith(upstream.Address));
        var user = (await gateway.IssueAsync("uma", "Users")).Value;
        string[] requests =
        [
            RawRequest.Of("GET", "/orders/../x"), RawRequest.Of("GET", "/nowhere"), RawRequest.Of("GET", "/orders/1"),
            RawRequest.Of("GET", "/status", "X-API-Key: wrong"), RawRequest.Of("GET", "/orders/1?api_token=a&api_token=b"),
            RawRequest.Of("TRACK", "/orders/1", "X-API-Key: " + user), RawRequest.Of("DELETE", "/orders/1", "X-API-Key: " + user),
            RawRequest.Of("GET", "/reports/1", "X-API-Key: " + user), RawRequest.Of("TRACE", "/status"),
            RawRequest.Of("OPTIONS", "/status", "Origin: https://app.test", "Access-Control-Request-Method: GET"),
        ];

        foreach (var request in requests)
            Raw.StatusOf(await Raw.SendAsync(gateway.Edge, request)).ShouldBeInRange(400, 405, request);

        upstream.Accepted.ShouldBe(0);
        await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/status"));
        upstream.Accepted.ShouldBe(1);
    }

    public sealed class Edge() : EdgeFixture("""
        {
          "orders": {
            "ClusterId": "legacy", "Match": { "Path": "/orders/{**rest}" },
            "TokenGateway": { "Realm": "prod", "Access": [ { "Methods": ["GET"], "AnyToken": true }, { "Methods": ["DELETE"], "MinRole": "Engineers" } ] }
          }
        }
        """);
}
