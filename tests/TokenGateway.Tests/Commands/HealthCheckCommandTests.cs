using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Endpoints;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class HealthCheckCommandTests
{
    [Fact]
    public async Task Running_gateway_is_healthy()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:9/"));

        var url = new Uri(gateway.Management, "/healthz").ToString();

        (await Cli.RunAsync("healthcheck", "--url", url)).ShouldBe(new CliResult(0, $"{url}: ok\n", ""));
    }

    [Fact]
    public async Task Address_is_taken_from_the_configuration()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:9/"));
        using var folder = new SampleFolder(sample =>
            sample["Kestrel"] = JsonNode.Parse($$"""{ "Endpoints": { "Probe": { "Url": "http://0.0.0.0:{{gateway.Management.Port}}" } } }"""));

        (await folder.RunAsync("healthcheck")).ShouldBe(new CliResult(0, $"http://127.0.0.1:{gateway.Management.Port}/readyz: ok\n", ""));
    }

    [Fact]
    public async Task Other_answer_than_success_is_ill()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:9/"));

        var result = await Cli.RunAsync("healthcheck", "--url", new Uri(gateway.Management, "/nothing").ToString());

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldEndWith("/nothing: answered 404\n");
    }

    [Fact]
    public async Task Nobody_there_is_ill()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/healthz";
        taken.Stop();

        var result = await Cli.RunAsync("healthcheck", "--url", url);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith(url);
    }

    [Fact]
    public async Task Gateway_that_never_answers_is_ill()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var result = await Cli.RunAsync("healthcheck", "--timeout", "200ms", "--url", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/healthz");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldEndWith("no answer within 0.2 seconds\n");
    }

    [Fact]
    public async Task Unix_socket_of_the_configuration_is_asked()
    {
        using var folder = new SampleFolder();
        var socket = Path.Combine(folder.Path, "tgw.sock");
        var sample = Configs.Sample("http://127.0.0.1:9/");
        sample["Kestrel"] = JsonNode.Parse($$"""{ "Endpoints": { "Edge": { "Url": "http://127.0.0.1:0" }, "Management": { "Url": "http://unix:{{socket}}" } } }""");
        await using var gateway = await TestGateway.StartAsync(sample);

        (await gateway.CliAsync("healthcheck")).ShouldBe(new CliResult(0, $"http://unix:{socket}/readyz: ok\n", ""));
    }

    [Fact]
    public async Task Certificate_of_an_own_address_may_name_anybody()
    {
        using var folder = new SampleFolder();
        await using var gateway = await StartTlsAsync(folder, "https://0.0.0.0:0");
        var port = gateway.Management.Port;
        File.WriteAllText(folder.ConfigPath, $$"""{ "Kestrel": { "Endpoints": { "Management": { "Url": "https://0.0.0.0:{{port}}" } } } }""");

        (await folder.RunAsync("healthcheck")).ShouldBe(new CliResult(0, $"https://127.0.0.1:{port}/readyz: ok\n", ""));
        (await Cli.RunAsync("healthcheck", "--url", $"https://localhost:{port}/healthz")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Certificate_of_another_address_is_verified()
    {
        using var folder = new SampleFolder();
        var socket = Path.Combine(folder.Path, "tgw.sock");
        await using var gateway = await StartTlsAsync(folder, $"https://unix:{socket}");
        var address = new LocalAddress(new Uri("https://gateway.example.com"), socket);

        (await new HealthProbe(address, "/healthz", OwnAddress: true).AskAsync(TimeSpan.FromSeconds(20), CancellationToken.None)).ShouldBeNull();
        (await new HealthProbe(address, "/healthz", OwnAddress: false).AskAsync(TimeSpan.FromSeconds(20), CancellationToken.None))
            .ShouldNotBeNull().ShouldContain("certificate", Case.Insensitive);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no JSON")]
    public async Task Somebody_else_who_is_not_available_is_not_taken_for_the_gateway(string body)
    {
        await using var other = await TestUpstream.StartAsync();
        other.Handler = context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync(body);
        };

        var result = await Cli.RunAsync("healthcheck", "--url", other.Address + "readyz");

        result.ShouldBe(new CliResult(1, "", $"{other.Address}readyz: answered 503\n"));
    }

    [Theory]
    [InlineData("127.0.0.1:8081")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://")]
    public async Task Address_that_is_none_is_a_usage_error(string url) =>
        (await Cli.RunAsync("healthcheck", "--url", url)).ExitCode.ShouldBe(2);

    [Theory]
    [InlineData("3")]
    [InlineData("0s")]
    [InlineData("2h")]
    [InlineData("soon")]
    public async Task Timeout_that_is_none_is_a_usage_error(string timeout) =>
        (await Cli.RunAsync("healthcheck", "--timeout", timeout)).ExitCode.ShouldBe(2);

    private static async Task<TestGateway> StartTlsAsync(SampleFolder folder, string management)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=edge.example.com", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.Combine(folder.Path, "edge.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx));
        var sample = Configs.Sample("http://127.0.0.1:9/");
        sample["Kestrel"] = JsonNode.Parse($$"""
            { "Endpoints": {
                "Edge": { "Url": "http://127.0.0.1:0" },
                "Management": { "Url": "{{management}}", "Certificate": { "Path": "{{file}}" } } } }
            """);
        return await TestGateway.StartAsync(sample);
    }
}
