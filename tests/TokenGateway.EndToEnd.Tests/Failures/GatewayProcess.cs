using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary><c>serve</c> as a real process, on ports that were free a moment ago, in its own or a given directory.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly HttpClient _probe = new();

    private GatewayProcess(string folder, JsonObject configuration)
    {
        Folder = folder;
        ConfigPath = Path.Combine(folder, $"gateway-{Guid.NewGuid():N}.json");
        var endpoints = new JsonObject();
        foreach (var (name, protocols) in new[] { ("Edge", "Http1"), ("EdgeH2", "Http2"), ("Management", "Http1") })
            endpoints[name] = new JsonObject { ["Url"] = $"http://127.0.0.1:{Ports.Free()}", ["Protocols"] = protocols };
        configuration["Kestrel"] = new JsonObject { ["Endpoints"] = endpoints };
        configuration["Serilog"] = JsonNode.Parse("""{ "MinimumLevel": "Error" }""");
        (Edge, EdgeH2, Management) = (Url("Edge"), Url("EdgeH2"), Url("Management"));
        File.WriteAllText(ConfigPath, configuration.ToJsonString());

        Uri Url(string name) => new(endpoints[name]!["Url"]!.GetValue<string>());
    }

    public string Folder { get; }

    public string ConfigPath { get; }

    public Uri Edge { get; }

    public Uri EdgeH2 { get; }

    public Uri Management { get; }

    public ChildProcess Process { get; private set; } = null!;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="start">Starts the process with the given command line arguments. Default: the plain command line.</param>
    public static async Task<GatewayProcess> StartAsync(
        string folder, JsonObject configuration, Func<string[], ChildProcess>? start = null)
    {
        var gateway = new GatewayProcess(folder, configuration);
        gateway.Process = (start ?? ChildProcess.Gateway)(["serve", "--config", gateway.ConfigPath]);
        await Eventually.BecomesTrueAsync(
            () => gateway.Process.HasExited
                ? throw new InvalidOperationException(string.Join('\n', [.. gateway.Process.Output, .. gateway.Process.Error]))
                : gateway.IsReadyAsync(),
            "the gateway is ready", TimeSpan.FromSeconds(60));
        return gateway;
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _probe.GetAsync(new Uri(Management, "/readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Whether a new connection to it is refused.</summary>
    public static async Task<bool> IsRefusedAsync(Uri endpoint)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Edge, "/")) { Headers = { { "X-API-Key", token } } };
        using var answer = await _probe.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _probe.Dispose();
    }
}
