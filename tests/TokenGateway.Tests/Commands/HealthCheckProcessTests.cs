using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

/// <summary>The process that a container engine starts, with the exit code that it sees.</summary>
public sealed class HealthCheckProcessTests
{
    [Fact]
    public async Task Ready_gateway_is_0()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:9/"));
        using var folder = FolderFor(gateway.Management.Port);

        (await CheckAsync(folder)).ShouldBe(new CliResult(0, $"{PageAt(gateway.Management.Port)}: ok\n", ""));
    }

    [Fact]
    public async Task Gateway_without_its_store_is_1_and_says_why()
    {
        var configuration = Configs.Sample("http://127.0.0.1:9/");
        configuration["TokenGateway"]!["Store"]!["OutageGrace"] = "0s";
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var folder = FolderFor(gateway.Management.Port);
        using var client = new HttpClient();

        Directory.Move(Path.Combine(gateway.Folder, "data"), Path.Combine(gateway.Folder, "away"));
        await Eventually.BecomesTrueAsync(
            async () => (await client.GetAsync(new Uri(gateway.Management, "/readyz"))).StatusCode == HttpStatusCode.ServiceUnavailable, "the outage is noticed");

        (await CheckAsync(folder)).ShouldBe(new CliResult(1, "",
            $"{PageAt(gateway.Management.Port)}: not ready: its store has been unavailable for longer than TokenGateway:Store:OutageGrace\n"));
    }

    [Fact]
    public async Task Nobody_there_is_1_and_says_so_in_one_line()
    {
        var port = Ports.Free();
        using var folder = FolderFor(port);

        var result = await CheckAsync(folder);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBe("");
        result.Error.ShouldStartWith(PageAt(port) + ": ");
        result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("--url", "nonsense")]
    [InlineData("--timeout", "soon")]
    [InlineData("--fast", "yes")]
    public async Task Bad_argument_is_2(string option, string value)
    {
        using var folder = new SampleFolder();

        var result = await CheckAsync(folder, option, value);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(option);
    }

    private static Task<CliResult> CheckAsync(SampleFolder folder, params string[] more) =>
        CliProcess.RunAsync(folder.Path, new Dictionary<string, string> { ["TOKENGATEWAY_CONFIG"] = folder.ConfigPath }, ["healthcheck", .. more]);

    private static SampleFolder FolderFor(int port) =>
        new(sample => sample["Kestrel"] = JsonNode.Parse($$"""{ "Endpoints": { "Management": { "Url": "http://127.0.0.1:{{port}}" } } }"""));

    private static string PageAt(int port) => $"http://127.0.0.1:{port}/readyz";
}
