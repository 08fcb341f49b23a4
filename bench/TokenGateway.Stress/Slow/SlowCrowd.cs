using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Slow;

/// <summary>Many slow sockets from several addresses.</summary>
internal sealed class SlowCrowd : IDisposable
{
    private const int AtOnce = 50;
    private const int Addresses = 8;
    private const int FirstAddress = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly SlowSocket[] _sockets;

    private SlowCrowd(SlowSocket[] sockets) => _sockets = sockets;

    public static int Kinds => Enum.GetValues<SlowKind>().Length;

    public static async Task<SlowCrowd> OpenAsync(int count, Stage stage, string token, CancellationToken cancellationToken)
    {
        var sockets = new SlowSocket[count];
        var crowd = new SlowCrowd(sockets);
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (i, ct) => sockets[i] = await SlowSocket.OpenAsync((SlowKind)(i % Kinds), stage.Edge.Port, FirstAddress + (i / Kinds % Addresses), token, ct));
            return crowd;
        }
        catch
        {
            crowd.Dispose();
            throw;
        }
    }

    /// <summary>Lets each do its step every two seconds, until it is told to stop.</summary>
    public async Task RunAsync(Task until, CancellationToken cancellationToken)
    {
        do
        {
            Array.ForEach(_sockets, socket => socket.Step());
            await Task.WhenAny(until, Task.Delay(Pace, cancellationToken));
        }
        while (!until.IsCompleted && !cancellationToken.IsCancellationRequested);
        Array.ForEach(_sockets, socket => socket.Step());
    }

    /// <summary>How many of a kind there are, and how many of them the gateway has closed.</summary>
    public (int All, int Closed) Count(SlowKind kind) =>
        (_sockets.Count(one => one.Kind == kind), _sockets.Count(one => one.Kind == kind && one.IsClosed));

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket?.Dispose();
    }
}
