using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;
using TokenGateway.Stress.Upstream;

namespace TokenGateway.Stress.FirstUses;

/// <summary>A token that nobody used yet, on many open connections in the same moment: all of them are let in.</summary>
internal sealed class FirstUsesRun(FirstUsesOptions options) : IStressRun
{
    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"{Text.Count(options.Requests)} first uses of one token");
        await using var stage = await Stage.StartAsync(options.Stage, progress, cancellationToken);
        await stage.IssueAsync("alice", cancellationToken);
        await using var watch = new ProcessWatch(stage.GatewayId);
        var good = 0;
        for (var round = 1; round <= options.Rounds; round++)
        {
            progress.Say($"token {round} of {options.Rounds}");
            var token = await stage.IssueAgainAsync("alice", cancellationToken);
            var clock = Stopwatch.StartNew();
            good += await UseAtOnceAsync(stage, token, clock, cancellationToken);
            report.Measured($"token {round}: until the last answer", Text.Ms(clock.Elapsed.TotalMilliseconds));
        }

        var all = options.Requests * options.Rounds;
        report.Measured("RSS before, peak", $"{Text.Mb(watch.Before.Resident)}, {Text.Mb(watch.Peak.Resident)}");
        report.Measured("most threads, descriptors", $"{watch.Peak.Threads}, {watch.Peak.Descriptors}");
        report.Promise("all 200 with the token's identity", good == all, $"{good} of {all}");
        return report;
    }

    private async Task<int> UseAtOnceAsync(Stage stage, IssuedToken token, Stopwatch clock, CancellationToken cancellationToken)
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < options.Requests; i++)
                sockets.Add(await Loopback.ConnectAsync(from: null, stage.Edge.Port, cancellationToken));
            clock.Restart();
            var good = await Task.WhenAll(sockets.Select((socket, i) => IsGoodAsync(socket, token, i, cancellationToken)));
            return good.Count(one => one);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<bool> IsGoodAsync(Socket socket, IssuedToken token, int number, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(EdgeClient.Patience);
        try
        {
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"GET /whoami?n={number} HTTP/1.1\r\nHost: gateway.example\r\nX-API-Key: {token.Token}\r\nConnection: close\r\n\r\n"), patience.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var answer = await reader.ReadToEndAsync(patience.Token);
            return answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)
                && answer.Contains(Identity.Expected($"{token.Owner}|{token.Id}", number) + "\r\n", StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
