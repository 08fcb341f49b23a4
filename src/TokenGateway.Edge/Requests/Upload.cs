using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// The body of one request on its way to an upstream. What copies it (<c>UploadContent</c>) and the connection that
/// it leaves by (<c>UpstreamStream</c>) do not know each other: the HTTP client stands between them.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without timer and wait handle there is nothing to dispose.")]
internal sealed class Upload(bool waitsForContinue, bool isRead)
{
    private static readonly AsyncLocal<Upload?> Flow = new();

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isSent;
    private volatile bool _isGivenUp;

    /// <summary>That of the request which is being sent here; null: it has no body.</summary>
    public static Upload? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>The body is sent when the upstream has said 100 (RFC 9110, 10.1.1), or takes its time.</summary>
    public bool WaitsForContinue => waitsForContinue;

    /// <summary>
    /// What the client still sends when nobody wants it is read: to break off a read ends a connection of HTTP/1.1, and with
    /// it the answer. A stream of HTTP/2 is ended by itself, and its client is told to send no more (RFC 9113, 8.1).
    /// </summary>
    public bool IsReadToItsEnd => isRead;

    /// <summary>The upstream has answered and wants no more of the body.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Ends a write that the upstream does not take.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>The HTTP client has the whole body.</summary>
    public bool IsSent
    {
        get => _isSent;
        set => _isSent = value;
    }

    /// <summary>The HTTP client wants no more of the body: the upstream has answered over HTTP/2, or the exchange is over.</summary>
    public bool IsGivenUp
    {
        get => _isGivenUp;
        set => _isGivenUp = value;
    }

    /// <summary>Ends when it is stopped.</summary>
    public Task Stopping => _stopping.Task;

    public void Stop()
    {
        _ = _stop.CancelAsync();
        _stopping.TrySetResult();
    }
}
