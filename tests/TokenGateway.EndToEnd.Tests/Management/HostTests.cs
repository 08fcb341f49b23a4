using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>DNS rebinding: a foreign name that resolves to this machine gives no access to Management.</summary>
public sealed class HostTests
{
    private static readonly string[] Paths = ["/api/v1/me", "/openapi/v1.json", "/readyz", "/nothing"];

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8081")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.")]
    [InlineData("192.0.2.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[2001:db8::1]")]
    public async Task Foreign_host_is_misdirected_whatever_is_asked(string host)
    {
        await using var gateway = await StartAsync();

        foreach (var path in Paths)
        {
            var answer = await AskAsync(gateway.Management, $"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");

            answer.Status.ShouldBe(421, path);
            answer.Head.ShouldContain("application/problem+json");
            answer.Body.ShouldContain("\"code\":\"misdirected_request\"");
            answer.Body.ShouldNotContain("evil");
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:9000")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2:1")]
    [InlineData("[::1]:8081")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Machine_itself_is_served(string host)
    {
        await using var gateway = await StartAsync();

        (await AskAsync(gateway.Management, $"GET /readyz HTTP/1.1\r\nHost: {host}\r\n\r\n")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Absolute_form_counts_and_not_what_stands_beside_it()
    {
        await using var gateway = await StartAsync();

        (await AskAsync(gateway.Management, "GET http://evil.example/readyz HTTP/1.1\r\nHost: evil.example\r\n\r\n")).Status.ShouldBe(421);
        (await AskAsync(gateway.Management, "GET http://evil.example/readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).Status.ShouldBe(400);
        Raw.StatusOf(await Raw.SendAsync(gateway.Management, "GET /readyz HTTP/1.0\r\n\r\n")).ShouldBe(421);
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("localhost", 200)]
    [InlineData("gateway.example", 200)]
    public async Task Authority_of_http2_counts(string host, int status)
    {
        await using var gateway = await StartAsync("gateway.example");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Addresses[2], "/readyz"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Host = host },
        };

        using var answer = await client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Configured_name_is_served_and_follows_a_reload()
    {
        await using var gateway = await StartAsync("Gateway.example", "[::1]");

        (await StatusAsync(gateway, "gateway.EXAMPLE:443")).ShouldBe(200);
        (await StatusAsync(gateway, "other.example")).ShouldBe(421);

        var changed = JsonNode.Parse(await File.ReadAllTextAsync(gateway.ConfigPath))!.AsObject();
        changed["TokenGateway"]!["ManagementHosts"] = new JsonArray("other.example");
        await gateway.RewriteAsync(changed);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(gateway, "other.example") == 200, "the new name is served");
        (await StatusAsync(gateway, "gateway.example")).ShouldBe(421);
    }

    [Fact]
    public async Task Probe_and_edge_take_any_host()
    {
        await using var gateway = await StartAsync();

        (await AskAsync(gateway.Addresses[3], "GET /readyz HTTP/1.1\r\nHost: evil.example\r\n\r\n")).Status.ShouldBe(200);
        (await AskAsync(gateway.Edge, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("https://gateway.example")]
    [InlineData("gateway.example:8081")]
    [InlineData("gateway.example.")]
    [InlineData("*")]
    [InlineData("")]
    public async Task What_is_no_host_name_is_an_error(string name)
    {
        var failure = await Should.ThrowAsync<Configuration.Errors.ConfigurationInvalidException>(async () => await StartAsync(name));

        failure.Message.ShouldContain("TokenGateway:ManagementHosts:0");
    }

    private static async Task<TestGateway> StartAsync(params string[] names)
    {
        var configuration = Configs.AnyToken("http://127.0.0.1:9/");
        configuration["TokenGateway"]!["ManagementHosts"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        configuration["Kestrel"] = JsonNode.Parse("""
            {
              "Endpoints": {
                "Edge": { "Url": "http://127.0.0.1:0" }, "Management": { "Url": "http://127.0.0.1:0" },
                "Management2": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" }, "Probe": { "Url": "http://127.0.0.1:0" }
              }
            }
            """);
        return await TestGateway.StartAsync(configuration);
    }

    private static async Task<int> StatusAsync(TestGateway gateway, string host) =>
        (await AskAsync(gateway.Management, $"GET /readyz HTTP/1.1\r\nHost: {host}\r\n\r\n")).Status;

    private static async Task<WireAnswer> AskAsync(Uri server, string request)
    {
        using var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync(request);
        return await connection.ReadAsync();
    }
}
