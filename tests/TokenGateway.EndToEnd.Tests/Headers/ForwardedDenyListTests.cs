namespace TokenGateway.EndToEnd.Tests.Headers;

/// <summary><c>DangerousForwardHeaders</c>: which headers the operator lets through, where, and under which conditions.</summary>
public sealed class ForwardedDenyListTests(ForwardedDenyListTests.Edge edge) : IClassFixture<ForwardedDenyListTests.Edge>
{
    [Theory]
    [InlineData("/dangerous", "X-HTTP-Method-Override: GET", "X-HTTP-Method-Override", "GET")]
    [InlineData("/dangerous", "x-http-method-override: get", "X-HTTP-Method-Override", "get")]
    [InlineData("/dangerous", "X-Real-IP: 10.0.0.1", "X-Real-IP", "10.0.0.1")]
    public async Task A_header_that_the_route_names_passes(string path, string line, string name, string value)
    {
        var exchange = await edge.SendAsync("POST", path, "X-API-Key: " + edge.User, line, "Content-Length: 0");

        exchange.Forwarded.Header(name).ShouldBe(value);
    }

    [Theory]
    [InlineData("/orders/1", "X-Real-IP: forged")]
    [InlineData("/dangerous", "X-Client-IP: forged")]
    [InlineData("/dangerous", "X-Forwarded-For: forged")]
    public async Task It_passes_on_no_other_route_and_no_other_header_does(string path, string line)
    {
        var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.User, line);

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Headers.Values.ShouldAllBe(value => !value.Contains("forged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override: DELETE", 403)]
    [InlineData("X-HTTP-Method-Override: delete", 403)]
    [InlineData("X_HTTP_Method_Override: DELETE", 403)]
    [InlineData("X-HTTP-Method-Override: PURGE", 405)]
    [InlineData("X-HTTP-Method-Override: GET, DELETE", 405)]
    [InlineData("X-HTTP-Method-Override: ", 405)]
    public async Task A_method_override_must_be_allowed_too(string line, int status)
    {
        var exchange = await edge.SendAsync("POST", "/dangerous", "X-API-Key: " + edge.User, line, "Content-Length: 0");

        exchange.Status.ShouldBe(status);
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_overrides_must_both_be_allowed()
    {
        var exchange = await edge.SendAsync(
            "POST", "/dangerous", "X-API-Key: " + edge.User, "X-HTTP-Method-Override: GET", "X-HTTP-Method-Override: DELETE", "Content-Length: 0");

        exchange.Status.ShouldBe(403);
        exchange.Seen.ShouldBeEmpty();
    }

    public sealed class Edge() : EdgeFixture("""
        {
          "dangerous": { "ClusterId": "legacy", "Match": { "Path": "/dangerous" }, "TokenGateway": {
            "Access": [ { "Methods": ["GET", "POST"], "AnyToken": true }, { "Methods": ["DELETE"], "MinRole": "Engineers" } ],
            "DangerousForwardHeaders": ["X-HTTP-Method-Override", "X-Real-IP"] } }
        }
        """);
}
