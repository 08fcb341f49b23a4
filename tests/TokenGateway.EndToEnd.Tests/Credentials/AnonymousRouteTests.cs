using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Credentials;

public sealed class AnonymousRouteTests(AnonymousRouteTests.Edge edge) : IClassFixture<AnonymousRouteTests.Edge>
{
    [Theory]
    [InlineData("/status")]
    [InlineData("/by-yarp")]
    public async Task Without_a_token_there_is_no_identity(string path)
    {
        var exchange = await edge.GetAsync(path, "X-Auth-User: adam", "X_Auth_Role: Administrators");

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Headers.Keys.ShouldNotContain(name => name.Contains("auth", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/by-yarp")]
    public async Task A_good_token_becomes_an_identity(string path)
    {
        var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.User);

        exchange.Forwarded.Header("X-Auth-User").ShouldBe("uma");
        Secrets.FoundIn(exchange.Forwarded, edge.User).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Authorization: Bearer wrong", "")]
    [InlineData("X-API-Key: wrong", "")]
    [InlineData("X-Other: x", "?api_token=wrong")]
    public async Task A_wrong_token_is_refused(string header, string query)
    {
        var exchange = await edge.GetAsync("/status" + query, header);

        exchange.Status.ShouldBe(401);
        exchange.Code.ShouldBe("invalid_token");
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Digest abcd")]
    [InlineData("Basic dTpw")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, Signature=c")]
    public async Task An_authorization_of_a_scheme_nobody_knows_is_the_upstreams(string value)
    {
        var exchange = await edge.GetAsync("/status", "Authorization: " + value);

        exchange.Forwarded.Header("Authorization").ShouldBe(value);
    }

    [Theory]
    [InlineData("Authorization: {T}")]
    [InlineData("Authorization: Digest {T}")]
    [InlineData("Authorization: Digest x{T}y")]
    [InlineData("X-Custom: {T}")]
    [InlineData("X-Custom: {E}")]
    [InlineData("Referer: https://app.test/?api_token={T}")]
    [InlineData("Authorization: Basic {B}")]
    public async Task A_value_of_our_shape_stays_here_wherever_it_stands(string header)
    {
        var encoded = Uri.EscapeDataString(edge.User).Replace("_", "%5F", StringComparison.Ordinal);
        var basic = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("u:" + edge.User));
        var line = header.Replace("{T}", edge.User, StringComparison.Ordinal).Replace("{E}", encoded, StringComparison.Ordinal)
            .Replace("{B}", basic, StringComparison.Ordinal);

        var exchange = await edge.GetAsync("/status", line);

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Header("X-Auth-User").ShouldBeNull();
        Secrets.FoundIn(exchange.Forwarded, edge.User).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_foreign_parameter_with_a_value_of_our_shape_stays_here()
    {
        var exchange = await edge.GetAsync($"/status?a=1&key={edge.User}&b=%74{edge.User[1..]}&c=2");

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Target.ShouldBe("/status?a=1&c=2");
        exchange.Forwarded.Header("X-Auth-User").ShouldBeNull();
    }

    public sealed class Edge() : EdgeFixture("""
        { "by-yarp": { "ClusterId": "legacy", "Match": { "Path": "/by-yarp" }, "AuthorizationPolicy": "Anonymous", "TokenGateway": {} } }
        """);
}
