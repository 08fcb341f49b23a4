using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// The body of one request on its way to an upstream. Links the code that copies it (<c>UploadContent</c>) to the
/// connection that sends it (<c>UpstreamStream</c>), since the HTTP client separates them.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without timer and wait handle there is nothing to dispose.")]
internal sealed class Upload(bool waitsForContinue, bool isRead)
{
    private static readonly AsyncLocal<Upload?> Flow = new();

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isSent;
    private volatile bool _isCancelled;

    /// <summary>The upload of the request that is sent in this context; null: it has no body.</summary>
    public static Upload? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Send the body only after the upstream has sent 100 (RFC 9110, 10.1.1) or has not done so in time.</summary>
    public bool WaitsForContinue => waitsForContinue;

    /// <summary>
    /// Whether to read the rest of an unwanted body: aborting a read closes an HTTP/1.1 connection, and with it the
    /// response. An HTTP/2 stream ends independently, and its client is told to stop sending (RFC 9113, 8.1).
    /// </summary>
    public bool IsReadToItsEnd => isRead;

    /// <summary>The upstream has responded and does not want the rest of the body.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Cancels a write that the upstream does not accept.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>The HTTP client has consumed the whole body.</summary>
    public bool IsSent
    {
        get => _isSent;
        set => _isSent = value;
    }

    /// <summary>The HTTP client does not want the rest of the body: the upstream has responded over HTTP/2, or the exchange is over.</summary>
    public bool IsCancelled
    {
        get => _isCancelled;
        set => _isCancelled = value;
    }

    /// <summary>Completes when the upload is stopped.</summary>
    public Task Stopping => _stopping.Task;

    public void Stop()
    {
        _ = _stop.CancelAsync();
        _stopping.TrySetResult();
    }
}
