using System.Diagnostics;
using System.Globalization;
using System.Net;
using TokenGateway.Stress.Upstream;

namespace TokenGateway.Stress.Clients;

/// <summary>
/// Good requests at a steady rate, whatever becomes of those before: a slow answer delays no later request, and its
/// latency counts from the moment at which it was due. Every tenth goes over a new connection.
/// </summary>
internal sealed class SteadyTraffic(Uri edge, string token, string identity, int perSecond, IPAddress? from = null) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    // So that a machine that falls behind does not end in thousands of connections; requests that wait for one are late.
    private const int MostConnections = 200;

    private readonly EdgeClient _kept = EdgeClient.Http1(edge, from, MostConnections);
    private readonly EdgeClient _fresh = EdgeClient.Http1(edge, from, MostConnections, kept: false);

    /// <summary>Sends until it is told to stop, and answers when the last answer is in.</summary>
    public async Task<Latencies> RunAsync(Task until, CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        var clock = Stopwatch.StartNew();
        var underWay = new List<Task>();
        using var timer = new PeriodicTimer(Tick);
        for (var sent = 0; !until.IsCompleted;)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            for (; sent < clock.Elapsed.TotalSeconds * perSecond; sent++)
                underWay.Add(SendAsync(sent, clock, latencies, cancellationToken));
            underWay.RemoveAll(one => one.IsCompletedSuccessfully);
        }

        await Task.WhenAll(underWay);
        return latencies;
    }

    public Task<Latencies> RunAsync(TimeSpan time, CancellationToken cancellationToken) =>
        RunAsync(Task.Delay(time, cancellationToken), cancellationToken);

    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    private async Task SendAsync(int number, Stopwatch clock, Latencies latencies, CancellationToken cancellationToken)
    {
        try
        {
            var client = number % 10 == 9 ? _fresh : _kept;
            var (status, body) = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/whoami?n={number}"), token, cancellationToken);
            if (status == HttpStatusCode.OK && body == Identity.Expected(identity, number))
                latencies.Add((clock.Elapsed.TotalSeconds - ((double)number / perSecond)) * 1000);
            else
                latencies.Fail($"{(int)status} {body}");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            latencies.Fail(failure.Message);
        }
    }
}
