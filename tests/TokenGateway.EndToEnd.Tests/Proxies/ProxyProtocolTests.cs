using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using TokenGateway.EndToEnd.Tests.Logs;
using TokenGateway.EndToEnd.Tests.Streams;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>Connections of trusted proxies start with a PROXY header, which identifies the client; those of others never do.</summary>
public sealed class ProxyProtocolTests : IDisposable
{
    private const string On = """{ "ProxyProtocol": true }""";
    private const string For = "X-Forwarded-For";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-proxy-");
    private string _certificate = "";

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, "192.0.2.7", "Http1")]
    [InlineData(2, "192.0.2.7", "Http1")]
    [InlineData(1, "2001:db8::7", "Http1")]
    [InlineData(2, "2001:db8::7", "Http1")]
    [InlineData(1, "192.0.2.7", "Http2")]
    [InlineData(2, "192.0.2.7", "Http2")]
    [InlineData(1, "192.0.2.7", "Https")]
    [InlineData(2, "2001:db8::7", "Https")]
    public async Task Client_is_whom_the_header_names_ahead_of_every_protocol(int version, string source, string protocol)
    {
        await using var all = await StartAsync();
        var (its, other) = (await all.IssueAsync(source), await all.IssueAsync("198.51.100.0/24"));
        using var client = ClientWith(ProxyHeaders.Of(version, source));

        (await GetAsync(client, all, protocol, its)).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe(source);
        all.Upstream.Last.Header("X-Forwarded-Proto").ShouldBe(protocol == "Https" ? "https" : "http");
        (await GetAsync(client, all, protocol, other)).ShouldBe(403);
        (await GetAsync(client, all, protocol, its)).ShouldBe(200);
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task Sockets_have_it_too(string protocol)
    {
        await using var all = await StartAsync();
        _ = new StreamingUpstream(all.Upstream);
        var token = await all.IssueAsync("192.0.2.7");

        (await ConnectSocketAsync(all, protocol, token, "192.0.2.7")).ShouldBe(protocol == "Http2" ? 200 : 101);
        (await ConnectSocketAsync(all, protocol, token, "192.0.2.8")).ShouldBe(403);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Header_may_come_in_pieces_and_with_what_follows(int version)
    {
        await using var all = await StartAsync();
        using var connection = await RawConnection.OpenAsync(all.Gateway.Edge);

        foreach (var one in ProxyHeaders.Of(version, "192.0.2.7"))
            await connection.SendAsync(one.ToString());
        await connection.SendAsync(RawRequest.Of("GET", "/open/a"));
        (await connection.ReadAsync()).Status.ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe("192.0.2.7");

        Raw.StatusOf(await Raw.SendAsync(all.Gateway.Edge, ProxyHeaders.Of(version, "192.0.2.8") + RawRequest.Of("GET", "/open/a"))).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe("192.0.2.8");
    }

    [Theory]
    [InlineData("GET /open/a HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\x16\x03\x01\x02\0\x01")]
    [InlineData("\r\nGET /open/a HTTP/1.1\r\nHost: a.test\r\n\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.7 99999 443\r\nGET /open/a HTTP/1.1\r\nHost: a.test\r\n\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.7 40000 443\nGET /open/a HTTP/1.1\r\nHost: a.test\r\n\r\n")]
    public async Task Trusted_proxy_that_begins_otherwise_is_cut_off_without_a_word(string bytes)
    {
        await using var all = await StartAsync();

        foreach (var address in all.Gateway.Addresses)
            (await Raw.SendAsync(address, bytes)).ShouldBe("", $"{address}");

        all.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trusted_proxy_that_says_nothing_or_half_is_cut_off_in_time()
    {
        await using var all = await StartAsync();
        using var silent = await RawConnection.OpenAsync(all.Gateway.Edge);
        using var half = await RawConnection.OpenAsync(all.Gateway.Addresses[^1]);
        await half.SendAsync(ProxyHeaders.Of(1, "192.0.2.7")[..^1]);

        (await Task.WhenAll(silent.EndsAsync(), half.EndsAsync())).ShouldAllBe(ended => ended);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task From_others_a_header_is_a_malformed_request(int version)
    {
        await using var all = await StartAsync();
        using var connection = await RawConnection.OpenAsync(all.Gateway.Edge, ProxiedGateway.Stranger);
        using var management = await RawConnection.OpenAsync(all.Gateway.Addresses[^1], ProxiedGateway.Stranger);

        await connection.SendAsync(ProxyHeaders.Of(version, "192.0.2.7") + RawRequest.Of("GET", "/open/a"));
        await management.SendAsync(ProxyHeaders.Of(version, "192.0.2.7") + RawRequest.Of("GET", "/healthz"));

        (await connection.ReadAsync()).Status.ShouldBe(400);
        (await management.ReadAsync()).Status.ShouldBe(400);
        all.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Others_are_served_as_they_are()
    {
        await using var all = await StartAsync();

        (await all.SendAsync(ProxiedGateway.Stranger, "/open/a", null, (For, "192.0.2.7"))).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe(ProxiedGateway.Stranger);
        (await all.SendOverAsync("Http2", ProxiedGateway.Stranger, "/open/a", null)).ShouldBe(200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Without_the_key_a_header_is_a_malformed_request_from_trusted_proxies_too(int version)
    {
        await using var all = await ProxiedGateway.StartAsync();

        Raw.StatusOf(await Raw.SendAsync(all.Gateway.Edge, ProxyHeaders.Of(version, "192.0.2.7") + RawRequest.Of("GET", "/open/a"))).ShouldBe(400);
        all.Upstream.Seen.ShouldBeEmpty();
    }

    /// <summary>A proxy that uses the PROXY protocol forwards the client's bytes: forwarded fields in them are the client's.</summary>
    [Theory]
    [InlineData("192.0.2.66", "192.0.2.66")]
    [InlineData("127.0.0.9", "192.0.2.7, 127.0.0.9")]
    [InlineData("2001:db8:1::3", "192.0.2.7, 2001:db8:1::3")]
    public async Task Fields_count_when_the_source_of_the_header_is_a_trusted_proxy(string source, string told)
    {
        await using var all = await StartAsync();
        foreach (var version in new[] { 1, 2 })
        {
            Raw.StatusOf(await Raw.SendAsync(all.Gateway.Edge, ProxyHeaders.Of(version, source) + RawRequest.Of("GET", "/open/a", $"{For}: 6.6.6.6, 192.0.2.7", "X-Forwarded-Proto: https"))).ShouldBe(200);
            all.Upstream.Last.Header(For).ShouldBe(told);
            all.Upstream.Last.Header("X-Forwarded-Proto").ShouldBe(told == source ? "http" : "https");
        }
    }

    [Theory]
    [InlineData(ProxyHeaders.Local)]
    [InlineData(ProxyHeaders.Unknown)]
    public async Task Header_that_names_nobody_leaves_the_proxys_address_and_no_field_counts(string header)
    {
        await using var all = await StartAsync();

        Raw.StatusOf(await Raw.SendAsync(all.Gateway.Edge, header + RawRequest.Of("GET", "/open/a", $"{For}: 192.0.2.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.test"))).ShouldBe(200);

        all.Upstream.Last.Header(For).ShouldBe(ProxiedGateway.Proxy);
        all.Upstream.Last.Header("X-Forwarded-Proto").ShouldBe("http");
        all.Upstream.Last.Header("X-Forwarded-Host").ShouldBe("gateway.test");
        Raw.StatusOf(await Raw.SendAsync(all.Gateway.Addresses[^1], header + "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).ShouldBe(200);
    }

    [Fact]
    public async Task Management_knows_the_client_by_it()
    {
        await using var all = await StartAsync("""{ "ProxyProtocol": true, "Throttle": { "FailedAttempts": 3, "Window": "1h" } }""");
        async Task<int> AskAsync(string source) => Raw.StatusOf(await Raw.SendAsync(
            all.Gateway.Addresses[^1], ProxyHeaders.Of(2, source) + "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer wrong\r\nX-Forwarded-For: 127.0.0.3\r\nConnection: close\r\n\r\n"));

        for (var i = 0; i < 3; i++)
            (await AskAsync("192.0.2.66")).ShouldBe(401);

        (await AskAsync("192.0.2.66")).ShouldBe(429);
        (await AskAsync("192.0.2.7")).ShouldBe(401);
    }

    /// <summary>The gateway cannot know whether such a client uses TLS; here it is required.</summary>
    [Fact]
    public async Task Signing_in_needs_tls_here_when_the_header_names_another_machine()
    {
        await using var all = await StartAsync();
        var management = all.Gateway.Addresses[^1];
        using var client = ClientWith(ProxyHeaders.Of(1, "192.0.2.7"));
        using var local = ClientWith(ProxyHeaders.Local);

        using var plain = await client.PostAsJsonAsync(new Uri(management, "/api/v1/session"), new { user = "alice", password = "wrong" });
        using var here = await local.PostAsJsonAsync(new Uri(management, "/api/v1/session"), new { user = "alice", password = "wrong" });

        (await plain.Content.ReadAsStringAsync()).ShouldContain("https_required");
        here.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Probe_endpoints_take_no_header()
    {
        await using var all = await StartAsync(change: file => file["Kestrel"]!["Endpoints"]!["Probe"] = JsonNode.Parse("""{ "Url": "http://127.0.0.1:0" }"""));

        Raw.StatusOf(await Raw.SendAsync(all.Gateway.Addresses[^1], RawRequest.Of("GET", "/healthz"))).ShouldBe(200);
    }

    [Fact]
    public async Task Health_check_speaks_it_where_it_must()
    {
        await using var all = await StartAsync();
        var port = all.Gateway.Addresses[^1].Port;
        all.Configuration["Kestrel"]!["Endpoints"]!["Management"]!["Url"] = $"http://127.0.0.1:{port}";
        await all.Gateway.RewriteAsync(all.Configuration);

        (await all.Gateway.CliAsync("healthcheck")).ShouldBe(new CliResult(0, $"http://127.0.0.1:{port}/readyz: ok\n", ""));
    }

    [Fact]
    public async Task Reload_switches_it_for_the_next_connection()
    {
        await using var all = await StartAsync();
        async Task<bool> TakesHeaderAsync() =>
            Raw.StatusOf(await Raw.SendAsync(all.Gateway.Edge, ProxyHeaders.Of(1, "192.0.2.7") + RawRequest.Of("GET", "/open/a"))) == 200;
        (await TakesHeaderAsync()).ShouldBeTrue();

        await all.ReloadAsync(ours => ours["ProxyProtocol"] = false);
        (await TakesHeaderAsync()).ShouldBeFalse();
        (await all.SendAsync(ProxiedGateway.Proxy, "/open/a", null, (For, "192.0.2.7"))).ShouldBe(200);
        all.Upstream.Last.Header(For).ShouldBe("192.0.2.7, 127.0.0.1");

        await all.ReloadAsync(ours => ours["ProxyProtocol"] = true);
        (await TakesHeaderAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_fault_is_counted_and_the_log_says_it_once()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Name == "tokengateway.connections.proxy_header_faults")
                it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
                counted.Add($"{tags[0].Value}");
        });
        listener.Start();
        await using var logged = await LoggedGateway.StartAsync(level: "Information", gateway: """{ "TrustedProxies": ["127.0.0.1"], "ProxyProtocol": true }""");

        for (var i = 0; i < 3; i++)
            (await logged.SendAsync(RawRequest.Of("GET", "/status"))).Status.ShouldBe(0);
        using (await RawConnection.OpenAsync(logged.Gateway.Edge))
        {
            // A probe that only checks whether the port accepts connections.
        }

        (await logged.SendAsync(ProxyHeaders.Of(1, "192.0.2.7") + RawRequest.Of("GET", "/status"))).Status.ShouldBe(200);
        var lines = (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).ToList();
        lines.Count(line => line["event"]?.ToString() == "ProxyHeaderMissing").ShouldBe(1);
        lines.Single(line => line["event"]?.ToString() == "Request")["address"]!.ToString().ShouldBe("192.0.2.7");
        lock (counted)
            counted.Count(reason => reason == "no_header").ShouldBeGreaterThanOrEqualTo(3);
    }

    private async Task<ProxiedGateway> StartAsync(string ours = On, Action<JsonObject>? change = null) => await ProxiedGateway.StartAsync(ours, change: file =>
    {
        file["Kestrel"]!["Endpoints"]!["EdgeHttps"] = JsonNode.Parse($$"""{ "Url": "https://127.0.0.1:0", "Certificate": { "Path": "{{MakeCertificate()}}" } }""");
        change?.Invoke(file);
    });

    private static async Task<int> GetAsync(HttpClient client, ProxiedGateway all, string protocol, string token)
    {
        var address = protocol == "Https" ? all.Gateway.Addresses[2] : all.EdgeOf(protocol);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/orders"))
        {
            Version = protocol == "Http1" ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("X-API-Key", token);
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<int> ConnectSocketAsync(ProxiedGateway all, string protocol, string token, string source)
    {
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = protocol == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("X-API-Key", token);
        using var client = ClientWith(ProxyHeaders.Of(2, source));
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{all.EdgeOf(protocol).Authority}/echo"), client, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells the reason.
        }

        return (int)socket.HttpStatusCode;
    }

    private HttpClient ClientWith(string header) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == _certificate },
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            await socket.SendAsync(Encoding.Latin1.GetBytes(header), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=edge.example.com", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        _certificate = certificate.GetCertHashString();
        var file = Path.Combine(_folder.FullName, "edge.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx));
        return file;
    }
}
