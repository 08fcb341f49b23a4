using System.Diagnostics;
using System.Net;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Revocation;

/// <summary>Many kept connections that use one token without a pause, and when each accepted request began.</summary>
internal sealed class Hammer(Stage stage, int connections) : IAsyncDisposable
{
    private readonly EdgeClient _client = EdgeClient.Http1(stage.Edge, connections: connections);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];
    private long _lastAcceptedBegan;
    private long _accepted;
    private long _refused;

    /// <summary>Of the accepted request that began last, in timestamps of <see cref="Stopwatch"/>.</summary>
    public long LastAcceptedBegan => Interlocked.Read(ref _lastAcceptedBegan);

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Refused => Interlocked.Read(ref _refused);

    public void Start(string token)
    {
        for (var i = 0; i < connections; i++)
            _loops.Add(Task.Run(() => HitAsync(token)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task HitAsync(string token)
    {
        while (!_stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var (status, _) = await _client.GetAsync("/whoami", token, CancellationToken.None);
            if (status == HttpStatusCode.OK)
                Accept(began);
            else
                Interlocked.Increment(ref _refused);
        }
    }

    private void Accept(long began)
    {
        Interlocked.Increment(ref _accepted);
        for (var seen = LastAcceptedBegan; began > seen; seen = LastAcceptedBegan)
        {
            if (Interlocked.CompareExchange(ref _lastAcceptedBegan, began, seen) == seen)
                return;
        }
    }
}
