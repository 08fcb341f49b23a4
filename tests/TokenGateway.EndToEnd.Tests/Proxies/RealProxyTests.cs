using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.Sessions;
using TokenGateway.EndToEnd.Tests.Streams;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>nginx and HAProxy in front of the gateway, as operators configure them, with two clients that may send anything.</summary>
public sealed class RealProxyTests : IDisposable
{
    private const string One = "127.0.0.5";
    private const string Other = "127.0.0.6";
    private const string Routes = """
        { "limited": { "ClusterId": "api", "Match": { "Path": "/limited" }, "TokenGateway": { "Anonymous": true, "RateLimits": ["callers"] } } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-front-");
    private string _certificate = "";

    private string Pem => Path.Combine(_folder.FullName, "proxy.pem");

    private string LogFile => Path.Combine(_folder.FullName, "gateway.log");

    public static TheoryData<ProxyKind> Kinds => [.. Enum.GetValues<ProxyKind>()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Traffic_is_its_clients_whatever_they_write(ProxyKind kind)
    {
        await using var all = await StartAsync(kind);
        await using var proxy = await StartProxyAsync(kind, all);
        var token = (await all.Gateway.IssueAsync("alice", "Engineers", request => request with { Addresses = [AddressRange.Parse(One)] })).Value;
        using var one = ClientFrom(One);
        using var other = ClientFrom(Other);

        for (var i = 0; i < 3; i++)
        {
            (await GetAsync(one, proxy.Edge, "/orders", token)).ShouldBe(200);
            (await GetAsync(other, proxy.Edge, "/orders", token, ("X-Forwarded-For", One))).ShouldBe(403);
            (await GetAsync(one, proxy.Edge, "/orders", token, ("X-Forwarded-For", Other))).ShouldBe(200);
        }

        all.Upstream.Last.Header("X-Forwarded-For").ShouldBe(kind is ProxyKind.Nginx or ProxyKind.HaproxyHttp ? $"{One}, {ProxyInFront.Address}" : One);
        all.Upstream.Last.Header("X-Forwarded-Proto").ShouldBe(proxy.Edge.Scheme);
        all.Upstream.Last.Header("X-Forwarded-Host").ShouldBe(proxy.Edge.Authority);
        await ShouldLogAsync(all, One, Other);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Limits_and_wrong_tokens_count_by_client(ProxyKind kind)
    {
        await using var all = await StartAsync(kind);
        await using var proxy = await StartProxyAsync(kind, all);
        using var one = ClientFrom(One);
        using var other = ClientFrom(Other);

        foreach (var status in new[] { 200, 200, 429 })
            (await GetAsync(one, proxy.Edge, "/limited", null, ("X-Forwarded-For", Other))).ShouldBe(status);
        (await GetAsync(other, proxy.Edge, "/limited", null)).ShouldBe(200);

        for (var i = 0; i < 3; i++)
            (await GetAsync(one, proxy.Edge, "/orders", "wrong", ("X-Forwarded-For", $"192.0.2.{i}"))).ShouldBe(401);
        (await GetAsync(one, proxy.Edge, "/orders", "wrong", ("X-Forwarded-For", "192.0.2.9"))).ShouldBe(429);
        (await GetAsync(other, proxy.Edge, "/orders", "wrong")).ShouldBe(401);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sockets_are_their_clients(ProxyKind kind)
    {
        await using var all = await StartAsync(kind);
        _ = new StreamingUpstream(all.Upstream);
        await using var proxy = await StartProxyAsync(kind, all);
        var token = (await all.Gateway.IssueAsync("alice", "Engineers", request => request with { Addresses = [AddressRange.Parse(One)] })).Value;

        (await ConnectSocketAsync(One, proxy.Edge, token)).ShouldBe(101);
        (await ConnectSocketAsync(Other, proxy.Edge, token, ("X-Forwarded-For", One))).ShouldBe(403);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Management_knows_who_signs_in_and_who_fails(ProxyKind kind)
    {
        await using var all = await StartAsync(kind);
        await all.AddAsync("alice");
        await using var proxy = await StartProxyAsync(kind, all);
        using var one = ClientFrom(One);
        using var other = ClientFrom(Other);

        for (var i = 0; i <= SignInThrottle.FreeOfNetwork; i++)
            (await SignInAsync(other, proxy.Management, $"nobody-{i}", "wrong password", ("X-Forwarded-For", One))).ShouldBe(401);
        (await SignInAsync(one, proxy.Management, "alice", SignInGateway.Password, ("X-Forwarded-For", Other))).ShouldBe(201);

        (await all.AuditedAsync(AuditAction.SessionStarted)).ShouldHaveSingleItem().Actor.Address.ShouldBe(One);
        var throttle = (SignInThrottle)all.Gateway.ManagementServices.GetService(typeof(SignInThrottle))!;
        DelayOf(throttle, Other).ShouldBeGreaterThan(TimeSpan.Zero);
        DelayOf(throttle, One).ShouldBe(TimeSpan.Zero);
        DelayOf(throttle, ProxyInFront.Address).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_goes_past_the_proxy_is_who_connects(ProxyKind kind)
    {
        await using var all = await StartAsync(kind);
        using var other = ClientFrom(Other);
        var token = (await all.Gateway.IssueAsync("alice", "Engineers", request => request with { Addresses = [AddressRange.Parse(One)] })).Value;
        var edge = EdgeOf(kind, all);

        (await GetAsync(other, edge, "/orders", token, ("X-Forwarded-For", One))).ShouldBe(403);
        (await GetAsync(other, edge, "/open/a", null, ("X-Forwarded-For", $"{One}, {ProxyInFront.Address}"), ("X-Forwarded-Host", "evil.test"))).ShouldBe(200);
        all.Upstream.Last.Header("X-Forwarded-For").ShouldBe(Other);
        all.Upstream.Last.Header("X-Forwarded-Host").ShouldBe(edge.Authority);
    }

    /// <summary>With health checks enabled, HAProxy sends nothing to a server that fails them.</summary>
    [Theory]
    [InlineData(ProxyKind.HaproxyLine)]
    [InlineData(ProxyKind.HaproxyBlock)]
    public async Task Health_checks_of_the_balancer_pass(ProxyKind kind)
    {
        await using var all = await StartAsync(kind);
        await using var proxy = await StartProxyAsync(kind, all);
        using var one = ClientFrom(One);
        var until = TimeProvider.System.GetUtcNow().AddSeconds(2);

        while (TimeProvider.System.GetUtcNow() < until)
            (await GetAsync(one, proxy.Edge, "/open/a", null)).ShouldBe(200);
    }

    private async Task<SignInGateway> StartAsync(ProxyKind kind)
    {
        MakeCertificate();
        var protocol = kind is ProxyKind.Nginx or ProxyKind.HaproxyHttp ? "false" : "true";
        return await SignInGateway.StartAsync(
            $$"""
            { "TrustedProxies": ["{{ProxyInFront.Address}}"], "ProxyProtocol": {{protocol}}, "Throttle": { "FailedAttempts": 3, "Window": "1h" },
              "RateLimits": { "callers": { "By": "address", "Permits": 2, "Window": "1h" } } }
            """,
            file =>
            {
                if (kind == ProxyKind.HaproxyTls)
                {
                    file["Kestrel"] = JsonNode.Parse($$"""
                        { "Endpoints": { "Edge": { "Url": "https://127.0.0.1:0" }, "Management": { "Url": "https://127.0.0.1:0" } },
                          "Certificates": { "Default": { "Path": "{{Pem}}", "KeyPath": "{{Pem}}" } } }
                        """);
                }

                file["ReverseProxy"]!["Routes"]!["limited"] = JsonNode.Parse(Routes)!["limited"]!.DeepClone();
                file["Serilog"] = JsonNode.Parse($$"""
                    { "Using": ["Serilog.Sinks.File"], "MinimumLevel": "Information",
                      "WriteTo": [ { "Name": "File", "Args": { "path": "{{LogFile}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway" } } ] }
                    """);
            });
    }

    private Task<ProxyInFront> StartProxyAsync(ProxyKind kind, SignInGateway all) =>
        ProxyInFront.StartAsync(kind, _folder.FullName, Pem, all.Gateway.Edge, all.Gateway.Management);

    private static Uri EdgeOf(ProxyKind kind, SignInGateway all) =>
        new UriBuilder(kind == ProxyKind.HaproxyTls ? "https" : "http", "127.0.0.1", all.Gateway.Edge.Port).Uri;

    private async Task ShouldLogAsync(SignInGateway all, params string[] addresses)
    {
        await all.Gateway.StopAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await LoggedAsync()).Distinct().Order(StringComparer.Ordinal).SequenceEqual(addresses), "the access log names the clients and nobody else");
    }

    private async Task<IEnumerable<string>> LoggedAsync()
    {
        using var reader = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .Where(line => line["event"]?.ToString() == "Request").Select(line => line["address"]!.ToString());
    }

    private static async Task<int> GetAsync(HttpClient client, Uri server, string target, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, target));
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        return await SendAsync(client, request, headers);
    }

    private static async Task<int> SignInAsync(HttpClient client, Uri server, string user, string password, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v1/session")) { Content = JsonContent.Create(new { user, password }) };
        return await SendAsync(client, request, headers);
    }

    private static async Task<int> SendAsync(HttpClient client, HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);

        // Endpoints with TLS support HTTP/2.
        request.Version = request.RequestUri!.Scheme == "https" ? HttpVersion.Version20 : HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<int> ConnectSocketAsync(string from, Uri server, string token, params (string Name, string Value)[] headers)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("X-API-Key", token);
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        using var client = new HttpMessageInvoker(HandlerFrom(from));
        try
        {
            await socket.ConnectAsync(new Uri($"{(server.Scheme == "https" ? "wss" : "ws")}://{server.Authority}/echo?id=a"), client, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells the reason.
        }

        return (int)socket.HttpStatusCode;
    }

    private static TimeSpan DelayOf(SignInThrottle throttle, string address)
    {
        using var turn = throttle.TryEnter(IPAddress.Parse(address), "somebody else", out var delay).ShouldNotBeNull();
        return delay;
    }

    private HttpClient ClientFrom(string address) => new(HandlerFrom(address));

    private SocketsHttpHandler HandlerFrom(string address)
    {
        var handler = Browser.HandlerFrom(address);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == _certificate;
        return handler;
    }

    private void MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=edge.example.com", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        _certificate = certificate.GetCertHashString();
        File.WriteAllText(Pem, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
