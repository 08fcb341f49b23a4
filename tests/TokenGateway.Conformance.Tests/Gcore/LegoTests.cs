using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>
/// lego with its provider for Gcore's DNS, as Debian ships it: it gets a certificate from a real ACME server (pebble), for
/// which it writes a record through the gateway, over TLS and under the product's own host name.
/// </summary>
public sealed class LegoTests : IAsyncLifetime
{
    private const string Record = "/dns/v2/zones/example.com/_acme-challenge.www.example.com/TXT";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-lego-");
    private readonly CancellationTokenSource _stop = new();
    private DialectGateway _gateway = null!;
    private ServerProcess _pebble = null!;
    private ServerProcess _dns = null!;
    private TcpListener _proxy = null!;
    private string? _value;

    private string Certificate => Path.Combine(_folder.FullName, "cert.pem");

    public async Task InitializeAsync()
    {
        WriteCertificate();
        _gateway = await DialectGateway.StartAsync("gcore", all => all["Kestrel"] = JsonNode.Parse($$"""
            { "Endpoints": {
                "Edge": { "Url": "https://127.0.0.1:0", "Certificate": { "Path": "{{Certificate}}", "KeyPath": "{{_folder}}/key.pem" } },
                "Management": { "Url": "http://127.0.0.1:0" } } }
            """));
        _gateway.Upstream.Handler = AnswerAsync;
        var (port, management) = (Ports.Free(), Ports.Free());
        var file = Path.Combine(_folder.FullName, "pebble.json");
        await File.WriteAllTextAsync(file, $$"""
            { "pebble": {
                "listenAddress": "127.0.0.1:{{port}}", "managementListenAddress": "127.0.0.1:{{management}}",
                "certificate": "{{Certificate}}", "privateKey": "{{_folder}}/key.pem",
                "httpPort": 1, "tlsPort": 1, "ocspResponderURL": "", "externalAccountBindingRequired": false } }
            """);

        // Whether the record is there for the world to see is not what is tried here.
        _pebble = await ServerProcess.StartAsync(port, "env", "PEBBLE_VA_ALWAYS_VALID=1", "PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0", "pebble", "-config", file);
        var dns = Ports.Free();
        _dns = await ServerProcess.StartAsync(
            dns, "pebble-challtestsrv", "-dns01", $"127.0.0.1:{dns}", "-http01", "", "-https01", "", "-tlsalpn01", "", "-management", $"127.0.0.1:{Ports.Free()}");
        _proxy = new TcpListener(IPAddress.Loopback, 0);
        _proxy.Start();
        _ = ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        _proxy.Dispose();
        await _dns.DisposeAsync();
        await _pebble.DisposeAsync();
        await _gateway.DisposeAsync();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    [Promise("Gcore", "lego obtains certificates through the gateway.", "Debian's `lego` with its provider `gcore`, unmodified: it finds the zone, creates the record and deletes it, and prints the reason of a refusal")]
    public async Task Certificate_is_had_through_the_gateway()
    {
        var token = await _gateway.IssueAsync("erin", "Engineers");

        await using var lego = Lego(token.Value);
        (await lego.ExitAsync()).ShouldBe(0, string.Join('\n', lego.Error));

        File.Exists(Path.Combine(_folder.FullName, "certificates", "www.example.com.crt")).ShouldBeTrue();
        _gateway.Upstream.Seen.Select(one => $"{one.Method} {one.Target}").ShouldBe(
            ["GET /dns/v2/zones/www.example.com", "GET /dns/v2/zones/example.com", $"GET {Record}", $"POST {Record}", "GET /dns/v2/zones/www.example.com", "GET /dns/v2/zones/example.com", $"DELETE {Record}"],
            ignoreOrder: true);
        _gateway.Upstream.Seen.ShouldAllBe(one => one.Header("X-Auth-User") == "erin");
        _value.ShouldBeNull();
    }

    [Theory]
    [InlineData("29841", "Bad permanent token: 29841")]
    [InlineData("reader", "You do not have permission to perform this action.")]
    public async Task Refusal_is_printed_with_its_reason(string value, string reason)
    {
        var token = value == "reader" ? (await _gateway.IssueAsync("uma", "Users")).Value : value;

        await using var lego = Lego(token);
        (await lego.ExitAsync()).ShouldNotBe(0);

        string.Join('\n', lego.Error.Concat(lego.Output)).ShouldContain(reason);
    }

    private ChildProcess Lego(string token) => ChildProcess.Start("env",
    [
        $"GCORE_PERMANENT_API_TOKEN={token}", "LEGO_DISABLE_CNAME_SUPPORT=true", "GCORE_POLLING_INTERVAL=1", "GCORE_PROPAGATION_TIMEOUT=10", $"SSL_CERT_FILE={Certificate}", $"LEGO_CA_CERTIFICATES={Certificate}",
        $"HTTPS_PROXY=http://{_proxy.LocalEndpoint}", "lego", "--accept-tos", "--email", "a@example.com", "--server", $"https://localhost:{_pebble.Port}/dir",
        "--dns", "gcore", "--dns.disable-cp", "--dns.resolvers", $"127.0.0.1:{_dns.Port}", "--domains", "www.example.com", "--path", _folder.FullName, "run",
    ]);

    // A zone with one record, as much of it as lego asks for.
    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value);
        var status = (method, path) switch
        {
            ("GET", "/dns/v2/zones/example.com") => 200,
            ("GET", Record) when _value is not null => 200,
            ("POST" or "DELETE", Record) => 200,
            _ => 404,
        };
        if (path == Record && method != "GET")
            _value = method == "POST" ? await new StreamReader(context.Request.Body).ReadToEndAsync() : null;
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(status == 404 ? """{"error":"not found"}""" : path == Record ? _value ?? "{}" : """{"name":"example.com"}""");
    }

    // Leads whatever name to the gateway.
    private async Task ConnectAsync()
    {
        try
        {
            while (true)
                _ = TunnelAsync(await _proxy.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using var gateway = new TcpClient();
        try
        {
            var stream = client.GetStream();
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
                head.Append((char)one[0]);
            await gateway.ConnectAsync(IPAddress.Loopback, _gateway.Gateway.Edge.Port, _stop.Token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
            await Task.WhenAny(stream.CopyToAsync(gateway.GetStream(), _stop.Token), gateway.GetStream().CopyToAsync(stream, _stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Ended by either side.
        }
        finally
        {
            client.Dispose();
        }
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=api.gcorelabs.com", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("api.gcorelabs.com");
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
