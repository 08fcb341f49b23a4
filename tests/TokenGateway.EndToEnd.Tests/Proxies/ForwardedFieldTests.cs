using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.EndToEnd.Tests.Streams;

namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>Forwarded fields from a proxy in front of the traffic port count only if the proxy is trusted.</summary>
public sealed class ForwardedFieldTests
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";
    private const string Host = "X-Forwarded-Host";

    private const string Composed = """
        { "composed": { "ClusterId": "api", "Match": { "Path": "/composed/{**rest}" }, "Transforms": [ { "ResponseHeader": "X-Own", "Set": "yes" } ],
            "TokenGateway": { "Anonymous": true } },
          "silent": { "ClusterId": "api", "Match": { "Path": "/silent/{**rest}" }, "Transforms": [ { "X-Forwarded": "Off" } ],
            "TokenGateway": { "Anonymous": true } } }
        """;

    private const string HostRoutes = """
        { "hosted": { "ClusterId": "api", "Match": { "Path": "/hosted", "Hosts": ["admin.test"] }, "TokenGateway": { "Access": [ { "MinRole": "Administrators" } ] } },
          "plain": { "ClusterId": "api", "Match": { "Path": "/hosted" }, "TokenGateway": { "Anonymous": true } } }
        """;

    private const string HostHeaderRoutes = """
        { "hosted": { "ClusterId": "api", "Match": { "Path": "/hosted", "Headers": [ { "Name": "host", "Values": ["admin.test"] } ] },
            "TokenGateway": { "Access": [ { "MinRole": "Administrators" } ] } },
          "plain": { "ClusterId": "api", "Match": { "Path": "/hosted" }, "TokenGateway": { "Anonymous": true } } }
        """;

    [Theory]
    [InlineData("127.0.0.1", "192.0.2.66", "192.0.2.66, 127.0.0.1")]
    [InlineData("127.0.0.1", "6.6.6.6, 192.0.2.66", "192.0.2.66, 127.0.0.1")]
    [InlineData("127.0.0.1", "<script>, 192.0.2.66:4711", "192.0.2.66, 127.0.0.1")]
    [InlineData("127.0.0.1", "6.6.6.6, 192.0.2.66, 127.0.0.9", "192.0.2.66, 127.0.0.9, 127.0.0.1")]
    [InlineData("127.0.0.9", "::ffff:192.0.2.66, [2001:db8:1::7]:443", "192.0.2.66, 2001:db8:1::7, 127.0.0.9")]
    [InlineData("127.0.0.1", "127.0.0.9", "127.0.0.9, 127.0.0.1")]
    [InlineData("127.0.0.1", "192.0.2.66, unknown", "127.0.0.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.2", "192.0.2.66", "127.0.0.2")]
    [InlineData("127.0.0.2", "192.0.2.66, 127.0.0.1", "127.0.0.2")]
    public async Task Upstream_is_told_what_is_believed_and_the_proxy_behind_it(string from, string? line, string told)
    {
        await using var all = await ProxiedGateway.StartAsync(routes: Composed);
        (string, string)[] fields = line is null ? [] : [(For, line)];
        var token = await all.IssueAsync();

        (await all.SendAsync(from, "/orders", token, fields)).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe(told);
        (await all.SendOverAsync("Http2", from, "/orders", token, fields)).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe(told);
        (await all.SendAsync(from, "/composed/a", token, fields)).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe(told);
        (await all.SendAsync(from, "/silent/a", token, fields)).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBeNull();
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task Each_request_of_a_connection_is_its_own_clients(string protocol)
    {
        await using var all = await ProxiedGateway.StartAsync();
        var token = await all.IssueAsync("192.0.2.0/24");

        foreach (var (line, status) in new[] { ("192.0.2.7", 200), ("198.51.100.7", 403), ("192.0.2.7", 200), ("192.0.2.8", 200), ("192.0.2.7, 198.51.100.7", 403) })
            (await all.SendOverAsync(protocol, ProxiedGateway.Proxy, "/orders", token, (For, line))).ShouldBe(status, line);

        (await all.SendOverAsync(protocol, ProxiedGateway.Proxy, "/orders", token)).ShouldBe(403);
        (await all.SendOverAsync(protocol, ProxiedGateway.Stranger, "/orders", token, (For, "192.0.2.7"))).ShouldBe(403);
    }

    [Fact]
    public async Task Parallel_streams_of_one_connection_never_swap_clients()
    {
        await using var all = await ProxiedGateway.StartAsync();
        var token = await all.IssueAsync("192.0.2.0/24");
        all.Upstream.Handler = context => context.Response.WriteAsync("ok");

        var wrong = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
            await all.SendOverAsync("Http2", ProxiedGateway.Proxy, "/orders", token, (For, i % 2 == 0 ? $"192.0.2.{i % 200}" : $"198.51.100.{i % 200}")) != (i % 2 == 0 ? 200 : 403)));

        wrong.ShouldAllBe(one => !one);
        all.Upstream.Seen.Count.ShouldBe(200);
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task Sockets_are_their_clients_too(string protocol)
    {
        await using var all = await ProxiedGateway.StartAsync();
        _ = new StreamingUpstream(all.Upstream);
        var token = await all.IssueAsync("192.0.2.0/24");
        var opened = protocol == "Http2" ? 200 : 101;

        (await all.ConnectSocketAsync(protocol, ProxiedGateway.Proxy, token, (For, "192.0.2.7"))).ShouldBe(opened);
        (await all.ConnectSocketAsync(protocol, ProxiedGateway.Proxy, token, (For, "198.51.100.7"))).ShouldBe(403);
        (await all.ConnectSocketAsync(protocol, ProxiedGateway.Stranger, token, (For, "192.0.2.7"))).ShouldBe(403);
    }

    [Fact]
    public async Task Limits_by_address_count_clients_and_not_the_proxy()
    {
        await using var all = await ProxiedGateway.StartAsync(
            """{ "RateLimits": { "callers": { "By": "address", "Permits": 2, "Window": "1h" } } }""",
            """{ "limited": { "ClusterId": "api", "Match": { "Path": "/limited" }, "TokenGateway": { "Anonymous": true, "RateLimits": ["callers"] } } }""");

        async Task<int> AskAsync(string from, string line) => await all.SendAsync(from, "/limited", null, (For, line));
        foreach (var status in new[] { 200, 200, 429 })
            (await AskAsync(ProxiedGateway.Proxy, "192.0.2.66")).ShouldBe(status);
        (await AskAsync(ProxiedGateway.OtherProxy, "6.6.6.6, 192.0.2.66")).ShouldBe(429);
        (await AskAsync(ProxiedGateway.Proxy, "192.0.2.7")).ShouldBe(200);
        foreach (var (line, status) in new[] { ("192.0.2.1", 200), ("192.0.2.2", 200), ("192.0.2.3", 429) })
            (await AskAsync(ProxiedGateway.Stranger, line)).ShouldBe(status);
    }

    [Fact]
    public async Task Wrong_tokens_of_one_client_are_not_counted_for_another()
    {
        await using var all = await ProxiedGateway.StartAsync("""{ "Throttle": { "FailedAttempts": 3, "Window": "1h" } }""");
        for (var i = 0; i < 3; i++)
            (await all.SendAsync(ProxiedGateway.Proxy, "/orders", $"wrong{i}", (For, $"6.6.6.{i}, 192.0.2.66"))).ShouldBe(401);

        (await all.SendAsync(ProxiedGateway.Proxy, "/orders", "wrong", (For, "192.0.2.66"))).ShouldBe(429);
        (await all.SendAsync(ProxiedGateway.Proxy, "/orders", "wrong", (For, "192.0.2.7"))).ShouldBe(401);
        (await all.SendAsync(ProxiedGateway.Proxy, "/orders", "wrong")).ShouldBe(401);
        for (var i = 0; i < 3; i++)
            (await all.SendAsync(ProxiedGateway.Stranger, "/orders", "wrong", (For, $"192.0.2.{i}"))).ShouldBe(401);
        (await all.SendAsync(ProxiedGateway.Stranger, "/orders", "wrong", (For, "192.0.2.9"))).ShouldBe(429);
    }

    [Fact]
    public async Task Last_use_is_the_clients()
    {
        await using var all = await ProxiedGateway.StartAsync();
        var token = await all.IssueAsync();

        (await all.SendAsync(ProxiedGateway.Proxy, "/orders", token, (For, "192.0.2.7"))).ShouldBe(200);
        await all.Gateway.StopAsync();

        var shown = await all.Gateway.CliAsync("token", "show", "1", "--json");
        JsonNode.Parse(shown.Output)!["lastUsedFrom"]!.GetValue<string>().ShouldBe("192.0.2.7");
    }

    [Fact]
    public async Task Scheme_and_host_are_those_of_the_request_that_the_proxy_says_and_not_of_the_next()
    {
        await using var all = await ProxiedGateway.StartAsync(routes: Composed);

        foreach (var target in new[] { "/open/a", "/composed/a" })
        {
            (await all.SendAsync(ProxiedGateway.Proxy, target, null, (Proto, "HTTPS"), (Host, "api.example.com:8443"))).ShouldBe(200);
            Told(all).ShouldBe(("https", "api.example.com:8443"));
            (await all.SendAsync(ProxiedGateway.Proxy, target, null)).ShouldBe(200);
            Told(all).ShouldBe(("http", all.Gateway.Edge.Authority));
            (await all.SendAsync(ProxiedGateway.Proxy, target, null, (Proto, "https, http"), (Host, "a.example, b.example"))).ShouldBe(200);
            Told(all).ShouldBe(("http", all.Gateway.Edge.Authority));
            (await all.SendAsync(ProxiedGateway.Proxy, target, null, (Proto, "javascript"))).ShouldBe(200);
            Told(all).ShouldBe(("http", all.Gateway.Edge.Authority));
            (await all.SendAsync(ProxiedGateway.Stranger, target, null, (Proto, "https"), (Host, "api.example.com"))).ShouldBe(200);
            Told(all).ShouldBe(("http", all.Gateway.Edge.Authority));
        }
    }

    [Theory]
    [InlineData("admin.test.")]
    [InlineData("a b")]
    [InlineData("user@a.test")]
    [InlineData("0x7f.1")]
    public async Task Forwarded_host_is_inspected_as_a_host_is(string host)
    {
        await using var all = await ProxiedGateway.StartAsync();

        (await all.SendAsync(ProxiedGateway.Proxy, "/open/a", null, (Host, host))).ShouldBe(400);
        (await all.SendAsync(ProxiedGateway.Stranger, "/open/a", null, (Host, host))).ShouldBe(200);
    }

    [Fact]
    public async Task No_token_leaves_in_a_forwarded_field()
    {
        await using var all = await ProxiedGateway.StartAsync();
        var token = await all.IssueAsync();

        foreach (var name in new[] { For, Proto, Host })
        {
            await all.SendAsync(ProxiedGateway.Proxy, "/open/a", null, (name, token));
            await all.SendAsync(ProxiedGateway.Proxy, "/orders", token, (name, token));
            await all.SendAsync(ProxiedGateway.Proxy, "/orders", token, (name, token + ", 192.0.2.7"));
        }

        all.Upstream.Seen.ShouldAllBe(one => one.Headers.Values.All(value => !value.Contains(token, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The upstream receives the same host that selected the route.</summary>
    [Theory]
    [InlineData(HostRoutes)]
    [InlineData(HostHeaderRoutes)]
    public async Task Where_hosts_choose_routes_the_forwarded_one_chooses_nothing_and_is_not_told(string routes)
    {
        await using var all = await ProxiedGateway.StartAsync(routes: routes);

        (await all.SendAsync(ProxiedGateway.Proxy, "/hosted", null, (Host, "admin.test"))).ShouldBe(200);
        all.Upstream.Last.Header(Host).ShouldBe(all.Gateway.Edge.Authority);
        (await all.SendAsync(ProxiedGateway.Proxy, "/hosted", null, ("Host", "admin.test"), (Host, "other.test"))).ShouldBe(401);
    }

    [Fact]
    public async Task Proxy_becomes_trusted_and_is_no_longer_by_a_reload_on_the_same_connection()
    {
        await using var all = await ProxiedGateway.StartAsync();
        var token = await all.IssueAsync("192.0.2.0/24");

        foreach (var (ranges, status) in new[] { ("[]", 403), ("""["127.0.0.0/8"]""", 200), ("""["127.0.0.9"]""", 403) })
        {
            await all.ReloadAsync(ours => ours["TrustedProxies"] = JsonNode.Parse(ranges));
            (await all.SendAsync(ProxiedGateway.Proxy, "/orders", token, (For, "192.0.2.7"))).ShouldBe(status, ranges);
        }
    }

    [Fact]
    public async Task Unix_socket_is_not_trusted()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tgw-{Guid.NewGuid():N}.sock");
        await using var all = await ProxiedGateway.StartAsync(change: file => file["Kestrel"]!["Endpoints"]!["EdgeSocket"] = JsonNode.Parse($$"""{ "Url": "http://unix:{{path}}" }"""));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));

        await socket.SendAsync(Encoding.ASCII.GetBytes(RawRequest.Of("GET", "/open/a", $"{For}: 192.0.2.7", $"{Proto}: https", $"{Host}: evil.test")));
        (await socket.ReceiveAsync(new byte[1024])).ShouldBeGreaterThan(0);

        all.Upstream.Last.Header(For).ShouldBe("unknown");
        Told(all).ShouldBe(("http", "gateway.test"));
    }

    private static (string? Proto, string? Host) Told(ProxiedGateway all) => (all.Upstream.Last.Header(Proto), all.Upstream.Last.Header(Host));
}
