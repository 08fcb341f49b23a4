using System.Net;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// The client's body as YARP copies it, until the upstream does not want the rest. It then appears complete to the HTTP
/// client, which continues with the response: filler replaces the missing part of the announced length, and the connection,
/// which sends nothing more, is not reused.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private static readonly byte[] Filling = new byte[64 * 1024];

    private readonly HttpContent _body;
    private readonly Upload _upload;
    private readonly CancellationTokenSource? _limit;
    private readonly TimeSpan _patience;

    /// <param name="limit">Restarts with all data that is sent; null: none.</param>
    /// <param name="patience">The time limit without progress.</param>
    public UploadContent(HttpContent body, Upload upload, CancellationTokenSource? limit, TimeSpan patience)
    {
        (_body, _upload, _limit, _patience) = (body, upload, limit, patience);
        foreach (var header in body.Headers.NonValidated)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var length = Headers.ContentLength;
        var upstream = new UploadStream(stream, written =>
        {
            _limit?.CancelAfter(_patience);
            _upload.IsSent |= written == length;
        }, cancellationToken);

        // A stopped upload continues to read what the client sends: a client may not read the response before it has sent
        // everything. The HTTP client cancels a body when an HTTP/2 upstream has responded and does not want the rest. At
        // the end of the exchange, YARP ends the copying itself.
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _upload.IsReadToItsEnd
            ? cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), cancelled)
            : default;
        var copying = _body.CopyToAsync(upstream, context, _upload.IsReadToItsEnd ? CancellationToken.None : cancellationToken);
        if (await Task.WhenAny(copying, _upload.Stopping, cancelled.Task) == copying)
        {
            await copying;
            _upload.IsSent = true;
            return;
        }

        _ = copying.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _upload.IsCancelled |= cancellationToken.IsCancellationRequested;
        cancellationToken.ThrowIfCancellationRequested();
        await upstream.CutAsync();
        await FillAsync(stream, (length ?? 0) - upstream.Written);
        _upload.IsSent = true;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _body.Dispose();
        base.Dispose(disposing);
    }

    // Discarded by UpstreamStream.
    private static async Task FillAsync(Stream stream, long missing)
    {
        for (; missing > 0; missing -= Filling.Length)
            await stream.WriteAsync(Filling.AsMemory(0, (int)Math.Min(missing, Filling.Length)));
    }
}
