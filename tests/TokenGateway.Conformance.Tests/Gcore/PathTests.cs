using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>
/// A path that somebody writes in another way is a call, or is decided by the route behind it, or is refused. It never gets
/// past both. The sample's route behind needs a permission that users do not have.
/// </summary>
public sealed class PathTests(GcoreSample sample) : IClassFixture<GcoreSample>
{
    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData("/iam/users/me")]
    [InlineData("/IAM/Users/ME")]
    [InlineData("/iam/users/me/")]
    [InlineData("/iam/users/%6de")]
    [InlineData("/iam/users/%6d%65")]
    [InlineData("/iam/users/me?x=1")]
    [InlineData("/iam//users/me")]
    [InlineData("/iam/users//me")]
    [InlineData("/iam/users/me;x=1")]
    [InlineData("/iam/users/me/.")]
    [InlineData("/iam/users/x/../me")]
    [InlineData("/iam/users/me%2f")]
    [InlineData("/iam/users%2fme")]
    [InlineData("/iam/users/me%00")]
    [InlineData("/iam/users/me.")]
    [InlineData("/iam/users/me%20")]
    [InlineData("/iam\\users/me")]
    [InlineData("/iam/users/me%252f")]
    public async Task Another_spelling_gets_past_nobody(string path)
    {
        var key = await sample.KeyAsync("uma", "Users");
        _gateway.Upstream.Forget();

        var with = await Raw.SendAsync(_gateway.Gateway.Edge, $"GET {path} HTTP/1.1\r\nHost: g\r\nAuthorization: {key}\r\nConnection: close\r\n\r\n");
        var without = await Raw.SendAsync(_gateway.Gateway.Edge, $"GET {path} HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");

        Raw.StatusOf(without).ShouldBeOneOf(400, 401, 404);
        if (Raw.StatusOf(with) == 200)
            with.ShouldContain("\"uma@example.com\"");
        else
            Raw.StatusOf(with).ShouldBeOneOf(400, 403, 404);
        _gateway.Upstream.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/iam/users/me")]
    [InlineData("POST", "/iam/v2/clients/456/tokens")]
    [InlineData("DELETE", "/iam/v2/clients/456/tokens/1")]
    public async Task Two_credentials_are_one_too_many(string method, string path)
    {
        var key = await sample.KeyAsync("uma", "Users");

        var answer = await Raw.SendAsync(_gateway.Gateway.Edge,
            $"{method} {path} HTTP/1.1\r\nHost: g\r\nAuthorization: {key}\r\nAuthorization: {key}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Raw.StatusOf(answer).ShouldBe(400);
    }

    [Theory]
    [InlineData("Cookie: __Host-tgw-session=anything")]
    [InlineData("X-API-Key: anything")]
    [InlineData("Authorization: Basic YWRhOnBhc3N3b3Jk")]
    public async Task Nothing_else_authenticates(string header)
    {
        var answer = await Raw.SendAsync(_gateway.Gateway.Edge, $"GET /iam/users/me HTTP/1.1\r\nHost: g\r\n{header}\r\nConnection: close\r\n\r\n");

        Raw.StatusOf(answer).ShouldBe(401);
    }

    [Fact]
    public async Task Body_that_is_too_large_or_no_text_ends_in_one_clear_refusal()
    {
        var key = await sample.KeyAsync("uma", "Users");

        var large = await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, $$"""{ "name": "{{new string('x', 70_000)}}" }""");
        large.Status.ShouldBe(400);
        large.Json["message"]!.ToString().ShouldBe("The body is larger than 65536 bytes.");
        var deep = await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, new string('[', 100) + new string(']', 100));
        deep.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_WebSocket_is_no_method_of_a_call()
    {
        await using var own = await DialectGateway.StartAsync("gcore", all => all["Kestrel"] = JsonNode.Parse("""
            { "Endpoints": { "Edge": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" }, "Management": { "Url": "http://127.0.0.1:0" } } }
            """));
        var token = await own.IssueAsync("uma", "Users");
        using var handler = new SocketsHttpHandler();
        using var client = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Authorization", $"APIKey {token.Value}");
        var address = new UriBuilder(own.Gateway.Edge) { Scheme = "ws", Path = "/iam/users/me" }.Uri;

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(address, client, CancellationToken.None));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
