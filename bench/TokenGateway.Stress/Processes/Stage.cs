using System.Diagnostics;
using System.Text.Json;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Processes;

/// <summary>
/// The real <c>tokengateway serve</c> with SQLite in a temporary folder and an upstream behind it, each a process of
/// its own on free ports of the loopback. All of it is gone at the end.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _upstream;
    private readonly ChildProcess _gateway;
    private readonly string _dll;
    private readonly DirectoryInfo _folder;

    private Stage(ChildProcess upstream, ChildProcess gateway, string dll, DirectoryInfo folder, int[] ports)
    {
        (_upstream, _gateway, _dll, _folder) = (upstream, gateway, dll, folder);
        (Edge, EdgeHttp2) = (new Uri($"http://127.0.0.1:{ports[0]}"), new Uri($"http://127.0.0.1:{ports[1]}"));
    }

    /// <summary>HTTP/1.1.</summary>
    public Uri Edge { get; }

    /// <summary>HTTP/2 with prior knowledge (RFC 9113, 3.3).</summary>
    public Uri EdgeHttp2 { get; }

    public int GatewayId => _gateway.Id;

    /// <summary>From the start of its process until it said that it was ready; asked 20 times a second.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public static async Task<Stage> StartAsync(StageOptions options, Progress progress, CancellationToken cancellationToken)
    {
        progress.Say("starting the upstream and the gateway");
        var folder = Directory.CreateTempSubdirectory("tgw-stress-");
        var ports = FreePorts.Take(5);
        var (gatewayPorts, upstreamPorts) = (ports[..3], ports[3..]);
        var dll = Path.Combine(options.GatewayFolder ?? AppContext.BaseDirectory, "tokengateway.dll");
        var file = Path.Combine(folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(file, GatewayFile.Write(options, gatewayPorts, upstreamPorts), cancellationToken);
        var upstream = await StartUpstreamAsync(upstreamPorts, cancellationToken);
        var clock = Stopwatch.StartNew();
        var gateway = ChildProcess.Start(dll, "serve", "--config", file);
        var stage = new Stage(upstream, gateway, dll, folder, gatewayPorts);
        try
        {
            await AwaitAsync(gateway, $"http://127.0.0.1:{gatewayPorts[2]}/readyz", cancellationToken);
            stage.ReadyAfter = clock.Elapsed;
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new token of a new user, made by the command line beside the running gateway.</summary>
    public async Task<IssuedToken> IssueAsync(string user, CancellationToken cancellationToken)
    {
        await CommandAsync(["user", "create", user, "--email", $"{user}@example.com", "--role", "Engineers"], cancellationToken);
        return await IssueAgainAsync(user, cancellationToken);
    }

    /// <summary>One more token of a user.</summary>
    public async Task<IssuedToken> IssueAgainAsync(string user, CancellationToken cancellationToken)
    {
        var json = await CommandAsync(["token", "create", "--user", user, "--name", "stress", "--json"], cancellationToken);
        return JsonSerializer.Deserialize<IssuedToken>(json, JsonSerializerOptions.Web)!;
    }

    /// <summary>The gateway's store, opened beside it as by another process.</summary>
    public OpenedStore OpenStore() => Stores.Open(
        new StoreOptions(StoreProvider.Sqlite, "Data Source=data/tokengateway.db", _folder.FullName), TimeProvider.System);

    /// <exception cref="StressException">The gateway is gone.</exception>
    public void EnsureAlive()
    {
        if (_gateway.HasExited)
            throw new StressException($"The gateway ended: {_gateway.Tail}");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // First and alone: how soon the gateway is ready is measured.
    private static async Task<ChildProcess> StartUpstreamAsync(int[] ports, CancellationToken cancellationToken)
    {
        var upstream = ChildProcess.Start(typeof(Stage).Assembly.Location, "upstream", $"{ports[0]}", $"{ports[1]}");
        try
        {
            await AwaitAsync(upstream, $"http://127.0.0.1:{ports[0]}/", cancellationToken);
            return upstream;
        }
        catch
        {
            await upstream.DisposeAsync();
            throw;
        }
    }

    private Task<string> CommandAsync(string[] args, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(_dll, [.. args, "--config", Path.Combine(_folder.FullName, "gateway.json")], cancellationToken);

    private static async Task AwaitAsync(ChildProcess process, string address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        await Poll.UntilAsync(async () =>
        {
            if (process.HasExited)
                throw new StressException($"A process ended before it was ready: {process.Tail}");
            try
            {
                using var answer = await client.GetAsync(new Uri(address), cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, $"{address} answers", ToStart, cancellationToken);
    }
}
