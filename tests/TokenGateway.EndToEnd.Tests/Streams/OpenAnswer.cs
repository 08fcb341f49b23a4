namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>The body of a response that does not end on its own.</summary>
internal sealed class OpenAnswer(HttpResponseMessage response, Stream body) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Waits until more data arrive.</summary>
    public async Task MovesAsync()
    {
        using var deadline = new CancellationTokenSource(StreamsEdge.Bound);
        (await body.ReadAsync(_buffer, deadline.Token)).ShouldBeGreaterThan(0);
    }

    /// <summary>Checks that data keep arriving for longer than a stream may continue after its token dies.</summary>
    public async Task GoesOnAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(1.5))
            await MovesAsync();
    }

    /// <summary>Checks that it is aborted in time, never completed normally; returns the error.</summary>
    public async Task<IOException> BreaksOffAsync()
    {
        using var deadline = new CancellationTokenSource(StreamsEdge.Bound);
        while (true)
        {
            try
            {
                (await body.ReadAsync(_buffer, deadline.Token)).ShouldBeGreaterThan(0, "it ended as if it were complete");
            }
            catch (IOException broken)
            {
                return broken;
            }
        }
    }

    public void Dispose() => response.Dispose();
}
