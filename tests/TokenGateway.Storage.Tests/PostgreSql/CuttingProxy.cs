using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>Between a store and its server; does something bad to the first connection that says a certain word.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _to;
    private readonly Task _accepting;
    private (byte[] Word, CutAt At)? _trap;

    public CuttingProxy(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Once, from now on.</summary>
    public void Set(string word, CutAt at) => _trap = (System.Text.Encoding.ASCII.GetBytes(word), at);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _to);
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            var back = server.GetStream().CopyToAsync(client.GetStream(), cut.Token);
            await Task.WhenAny(ForwardAsync(client.GetStream(), server.GetStream(), cut), back).Unwrap().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to, CancellationTokenSource cut)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
        {
            if (_trap is { } trap && buffer.AsSpan(0, length).IndexOf(trap.Word) >= 0)
            {
                _trap = null;
                if (trap.At == CutAt.Never)
                    await Task.Delay(Timeout.Infinite, _end.Token);
                await cut.CancelAsync();
                if (trap.At == CutAt.After)
                    await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
