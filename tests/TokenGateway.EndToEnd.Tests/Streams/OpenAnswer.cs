namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>The body of an answer that does not end by itself.</summary>
internal sealed class OpenAnswer(HttpResponseMessage response, Stream body) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Another piece of it comes.</summary>
    public async Task MovesAsync()
    {
        using var deadline = new CancellationTokenSource(StreamsEdge.Bound);
        (await body.ReadAsync(_buffer, deadline.Token)).ShouldBeGreaterThan(0);
    }

    /// <summary>It moves on for a while: longer than a stream may go on after its token's end.</summary>
    public async Task GoesOnAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(1.5))
            await MovesAsync();
    }

    /// <summary>It breaks off in time, never as if it were complete; gives with what.</summary>
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
