using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class HealthCheckCommandTests
{
    [Fact]
    public async Task Running_gateway_is_healthy()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:9/"));

        (await Cli.RunAsync("healthcheck", "--url", new Uri(gateway.Management, "/healthz").ToString())).ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Address_is_taken_from_the_configuration()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:9/"));
        using var folder = new SampleFolder(sample =>
            sample["Kestrel"] = JsonNode.Parse($$"""{ "Endpoints": { "Probe": { "Url": "http://0.0.0.0:{{gateway.Management.Port}}" } } }"""));

        (await folder.RunAsync("healthcheck")).ShouldBe(new CliResult(0, "", ""));
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

        var result = await Cli.RunAsync("healthcheck", "--url", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/healthz");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldEndWith("no answer within 3 seconds\n");
    }

    [Theory]
    [InlineData("127.0.0.1:8081")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Address_that_is_none_is_a_usage_error(string url) =>
        (await Cli.RunAsync("healthcheck", "--url", url)).ExitCode.ShouldBe(2);
}
