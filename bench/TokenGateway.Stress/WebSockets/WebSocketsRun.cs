using System.Net.WebSockets;
using System.Text;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.WebSockets;

/// <summary>WebSockets with a token, held open without a byte, then used once each and closed.</summary>
internal sealed class WebSocketsRun(WebSocketsOptions options) : IStressRun
{
    /// <summary>Both legs of a socket, each with its buffers.</summary>
    private const long PerSocket = 128 * 1024;

    /// <summary>What the gateway grows by anyway: the collector's moods, code compiled on the way.</summary>
    private const long Base = 32 * Text.Megabyte;

    private const int AtOnce = 50;

    // What is kept whether there are sockets or not: pools, connections of the client's first request.
    private const int SpareDescriptors = 20;

    private static readonly TimeSpan ToLetGo = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket[] _sockets = new ClientWebSocket[options.Sockets];

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"{Text.Count(options.Sockets)} idle WebSockets");
        await using var stage = await Stage.StartAsync(options.Stage, progress, cancellationToken);
        var token = (await stage.IssueAsync("alice", cancellationToken)).Token;
        using (var warmUp = await OpenAsync(stage, token, cancellationToken))
            await IsAliveAsync(warmUp, 0, cancellationToken);
        await using var watch = new ProcessWatch(stage.GatewayId);
        try
        {
            progress.Say("opening");
            await ForEachAsync(async i => _sockets[i] = await OpenAsync(stage, token, cancellationToken), cancellationToken);
            progress.Say($"holding for {options.Hold.TotalSeconds:0} s");
            await Task.Delay(options.Hold, cancellationToken);
            var held = watch.Look();
            Measure(report, watch, held);
            progress.Say("one message on each, then closing");
            var (alive, closed) = (0, 0);
            await ForEachAsync(async i => Interlocked.Add(ref alive, await IsAliveAsync(_sockets[i], i, cancellationToken) ? 1 : 0), cancellationToken);
            await ForEachAsync(async i => Interlocked.Add(ref closed, await ClosesAsync(_sockets[i], cancellationToken) ? 1 : 0), cancellationToken);
            report.Promise("all alive at the end", alive == options.Sockets, $"{alive} of {options.Sockets}");
            report.Promise("all closed cleanly (1000)", closed == options.Sockets, $"{closed} of {options.Sockets}");
        }
        finally
        {
            foreach (var socket in _sockets)
                socket?.Dispose();
        }

        var most = watch.Before.Descriptors + SpareDescriptors;
        var letGo = await Poll.BecomesAsync(() => Task.FromResult(watch.Look().Descriptors <= most), ToLetGo, cancellationToken);
        report.Promise("descriptors back to those before", letGo, $"{watch.Before.Descriptors} before, {watch.Look().Descriptors} after");
        return report;
    }

    private void Measure(StressReport report, ProcessWatch watch, ProcessFigures held)
    {
        var perSocket = (held.Resident - watch.Before.Resident) / options.Sockets;
        report.Measured("RSS before, while held, peak", $"{Text.Mb(watch.Before.Resident)}, {Text.Mb(held.Resident)}, {Text.Mb(watch.Peak.Resident)}");
        report.Measured("descriptors while held", $"{held.Descriptors} ({(held.Descriptors - watch.Before.Descriptors) / (double)options.Sockets:0.0} per socket)");
        report.Measured("threads while held", $"{held.Threads}");
        report.Measured("RSS per socket", $"{perSocket / 1024.0:0.0} KB");
        var bound = Base + (options.Sockets * PerSocket);
        report.PromiseFigure($"RSS at most {Text.Mb(bound)} above that before", watch.Growth <= bound, Text.Mb(watch.Growth));
    }

    private Task ForEachAsync(Func<int, Task> work, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, options.Sockets), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (i, _) => await work(i));

    private static async Task<ClientWebSocket> OpenAsync(Stage stage, string token, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-API-Key", token);
        socket.Options.Proxy = null;

        // Idle means idle: no frames that the client sends of itself.
        socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{stage.Edge.Port}/socket"), cancellationToken);
        return socket;
    }

    private static async Task<bool> IsAliveAsync(ClientWebSocket socket, int number, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(EdgeClient.Patience);
        var ping = Encoding.ASCII.GetBytes($"ping {number}");
        var buffer = new byte[64];
        try
        {
            await socket.SendAsync(ping, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
            var answer = await socket.ReceiveAsync(buffer, patience.Token);
            return answer.MessageType == WebSocketMessageType.Text && buffer.AsSpan(0, answer.Count).SequenceEqual(ping);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> ClosesAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(EdgeClient.Patience);
        try
        {
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
            return socket.CloseStatus == WebSocketCloseStatus.NormalClosure;
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
