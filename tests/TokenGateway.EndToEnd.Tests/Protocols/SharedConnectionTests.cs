using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>A connection proves no identity: each request on it is authenticated by its own token, in any order.</summary>
public sealed class SharedConnectionTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _upstream.Handler = context => context.Response.WriteAsync(
            $"{context.Request.Query["who"]} is {context.Request.Headers["X-Auth-User"]} as {context.Request.Headers["X-Auth-Role"]}");
    }

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Fact]
    public async Task Parallel_streams_of_one_http2_connection_never_swap_identities()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address, "Http2"));
        var tokens = new Dictionary<string, string>
        {
            ["alice is alice as Engineers"] = (await gateway.IssueAsync("alice", "Engineers")).Value,
            ["bob is bob as Users"] = (await gateway.IssueAsync("bob", "Users")).Value,
        }.ToArray();
        var connections = 0;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (to, cancellation) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(to.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var wrong = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, cancellation) =>
        {
            var (expected, token) = tokens[i % 2];
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Edge, $"/?who={expected.Split(' ')[0]}"))
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add("X-API-Key", token);
            using var response = await client.SendAsync(request, cancellation);
            if (await response.Content.ReadAsStringAsync(cancellation) != expected)
                Interlocked.Increment(ref wrong);
        });

        wrong.ShouldBe(0);
        connections.ShouldBe(1);
        _upstream.Seen.Count.ShouldBe(2000);
    }

    [Fact]
    public async Task Requests_that_follow_each_other_on_one_connection_are_who_their_tokens_say()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        var bob = (await gateway.IssueAsync("bob", "Users")).Value;
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        for (var i = 0; i < 50; i++)
        {
            await connection.SendAsync(Get("alice", alice));
            (await connection.ReadAsync()).Body.ShouldContain("alice is alice as Engineers");
            await connection.SendAsync(Get("bob", bob));
            (await connection.ReadAsync()).Body.ShouldContain("bob is bob as Users");
            await connection.SendAsync("GET /?who=nobody HTTP/1.1\r\nHost: gateway.example\r\n\r\n");
            (await connection.ReadAsync()).Status.ShouldBe(401);
            await connection.SendAsync("GET /open/?who=nobody HTTP/1.1\r\nHost: gateway.example\r\n\r\n");
            (await connection.ReadAsync()).Body.ShouldContain("nobody is  as ");
        }
    }

    [Fact]
    public async Task Pipelined_requests_each_need_a_token_of_their_own()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        await connection.SendAsync(Get("alice", alice) + "GET /?who=x HTTP/1.1\r\nHost: gateway.example\r\n\r\n"
            + $"POST /?who=post HTTP/1.1\r\nHost: gateway.example\r\nContent-Length: 4\r\n\r\nbody" + Get("alice", alice));

        (await connection.ReadAsync()).Body.ShouldContain("alice is alice");
        (await connection.ReadAsync()).Status.ShouldBe(401);
        (await connection.ReadAsync()).Status.ShouldBe(401);
        (await connection.ReadAsync()).Body.ShouldContain("alice is alice");
        _upstream.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("websocket", "")]
    [InlineData("h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n")]
    public async Task Bytes_after_a_refused_upgrade_are_a_new_request(string protocol, string extra)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        await connection.SendAsync("GET /chat HTTP/1.1\r\nHost: gateway.example\r\nConnection: Upgrade\r\n"
            + $"Upgrade: {protocol}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{extra}\r\n"
            + "GET /smuggled HTTP/1.1\r\nHost: gateway.example\r\n\r\n" + Get("alice", alice));

        (await connection.ReadAsync()).Status.ShouldBe(401);
        (await connection.ReadAsync()).Status.ShouldBe(401);
        (await connection.ReadAsync()).Body.ShouldContain("alice is alice");
        _upstream.Seen.ShouldHaveSingleItem().Target.ShouldBe("/?who=alice");
    }

    [Fact]
    public async Task Bytes_after_an_upgrade_that_the_upstream_refuses_are_a_new_request()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        var alice = (await gateway.IssueAsync("alice", "Engineers")).Value;
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        // The upstream responds with 200: there is no tunnel, so further bytes must not reach it unchecked.
        await connection.SendAsync("GET /?who=alice HTTP/1.1\r\nHost: gateway.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-API-Key: {alice}\r\n\r\n"
            + "GET /smuggled HTTP/1.1\r\nHost: gateway.example\r\nConnection: close\r\n\r\n");

        (await connection.ReadAsync()).Body.ShouldContain("alice is alice");
        (await connection.ReadAsync()).Status.ShouldBe(401);
        _upstream.Seen.ShouldHaveSingleItem();
    }

    private static string Get(string who, string token) =>
        $"GET /?who={who} HTTP/1.1\r\nHost: gateway.example\r\nX-API-Key: {token}\r\n\r\n";
}
