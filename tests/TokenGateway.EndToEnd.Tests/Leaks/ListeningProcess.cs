using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>
/// The real gateway as a separate process, with every log category at Trace and listeners for everything it reports. After it has
/// ended, everything it left behind can be read.
/// </summary>
internal sealed class ListeningProcess : IAsyncDisposable
{
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _error = new();
    private readonly Process _process;
    private readonly Task _reading;

    private ListeningProcess(string folder, Uri edge, Uri management, Process process)
    {
        (Folder, Edge, Management, _process) = (folder, edge, management, process);
        _reading = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(_output), process.StandardError.BaseStream.CopyToAsync(_error));
    }

    public string Folder { get; }

    public Uri Edge { get; }

    public Uri Management { get; }

    /// <summary>The output of the listeners, which is not output of the gateway.</summary>
    public string Listened => Path.Combine(Folder, "listened") + Path.DirectorySeparatorChar;

    /// <summary>The events in which the runtime's server and client report raw request lines.</summary>
    public string RequestLines => Path.Combine(Listened, "request-lines.txt");

    /// <summary>Starts with additional endpoints: its own over HTTP/1.1, and <c>EdgePrior</c> over HTTP/2.</summary>
    public static async Task<ListeningProcess> StartAsync(JsonObject configuration, string folder, Uri collector, Uri proxy)
    {
        var (edge, prior, management) = (FreeAddress(), FreeAddress(), FreeAddress());
        configuration["Kestrel"] = JsonNode.Parse($$"""
            { "Endpoints": { "Edge": { "Url": "{{edge}}" }, "EdgePrior": { "Url": "{{prior}}", "Protocols": "Http2" }, "Management": { "Url": "{{management}}" } } }
            """);
        var file = Path.Combine(folder, "gateway.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TokenGateway.Listening.dll"), "serve", "--config", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LISTENING_COLLECTOR"] = collector.ToString();
        start.Environment["LISTENING_FOLDER"] = Directory.CreateDirectory(Path.Combine(folder, "listened")).FullName;
        start.Environment["http_proxy"] = proxy.ToString();
        start.Environment["no_proxy"] = collector.Host;
        var process = new ListeningProcess(folder, edge, management, Process.Start(start)!) { Prior = prior };
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Eventually.BecomesTrueAsync(() => process.IsUpAsync(client), "the gateway is ready", TimeSpan.FromSeconds(60));
        return process;
    }

    /// <summary>The edge endpoint for HTTP/2 with prior knowledge.</summary>
    public required Uri Prior { get; init; }

    /// <summary>Stops the process as an orchestrator does, and returns everything it wrote, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])!)
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await _reading;
        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["output"] = _output.ToArray(),
            ["error"] = _error.ToArray(),
            ["overheard"] = await File.ReadAllBytesAsync(Path.Combine(Listened, "overheard.txt")),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> IsUpAsync(HttpClient client)
    {
        if (_process.HasExited)
            throw new InvalidOperationException("The process ended: " + System.Text.Encoding.UTF8.GetString(_error.ToArray()));
        try
        {
            using var answer = await client.GetAsync(new Uri(Management, "readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Uri FreeAddress() => new($"http://127.0.0.1:{Ports.Free()}");
}
