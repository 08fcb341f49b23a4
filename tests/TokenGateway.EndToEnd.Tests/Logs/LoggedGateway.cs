using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Logs;

/// <summary>A gateway that logs to a file at every level.</summary>
internal sealed class LoggedGateway : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-log-").FullName;
    private bool _stopped;

    private LoggedGateway(TestUpstream upstream) => Upstream = upstream;

    public TestUpstream Upstream { get; }

    public TestGateway Gateway { get; private set; } = null!;

    private string LogFile => Path.Combine(_folder, "gateway.log");

    public static async Task<LoggedGateway> StartAsync(
        string routes = "{}", string level = "Verbose", Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null, string gateway = "{}",
        string protocols = "Http1", string limits = """{ "RequestHeadersTimeout": "15s" }""", Action<JsonObject>? change = null)
    {
        var logged = new LoggedGateway(await TestUpstream.StartAsync());
        var configuration = EdgeFixture.SampleWith(logged.Upstream.Address, routes, gateway);
        configuration["ReverseProxy"]!["Clusters"]!["down"] = JsonNode.Parse("""{ "Destinations": { "a": { "Address": "http://127.0.0.1:1/" } } }""");
        configuration["Kestrel"] = JsonNode.Parse(
            $$"""{ "Endpoints": { "Edge": { "Url": "http://127.0.0.1:0", "Protocols": "{{protocols}}" }, "Management": { "Url": "http://127.0.0.1:0" } }, "Limits": {{limits}} }""");
        configuration["ReverseProxy"]!["Clusters"]!["empty"] = new JsonObject();
        configuration["ReverseProxy"]!["Clusters"]!["hasty"] = JsonNode.Parse(
            $$"""{ "Destinations": { "a": { "Address": "{{logged.Upstream.Address}}" } }, "HttpRequest": { "ActivityTimeout": "00:00:01" } }""");
        configuration["Serilog"] = JsonNode.Parse($$"""
            {
              "Using": ["Serilog.Sinks.File"],
              "MinimumLevel": { "Default": "{{level}}", "Override": { "Microsoft": "{{level}}", "Yarp": "{{level}}", "System": "{{level}}" } },
              "WriteTo": [ { "Name": "File", "Args": { "path": "{{logged.LogFile}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway" } } ]
            }
            """);
        change?.Invoke(configuration);
        logged.Gateway = await TestGateway.StartAsync(configuration, configure);
        return logged;
    }

    public async Task<RawAnswer> SendAsync(string request) => RawAnswer.Parse(await Raw.SendAsync(Gateway.Edge, request));

    /// <summary>Stops the gateway, so that every line is written, and returns all lines.</summary>
    public async Task<string[]> StopAndReadAsync()
    {
        await StopAsync();
        return await File.ReadAllLinesAsync(LogFile);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
