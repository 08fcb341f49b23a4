using System.Net;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// The client's body as YARP copies it, until the upstream wants no more of it. To the HTTP client the body is complete
/// then, so that it goes on to read the answer: what is missing of the announced length is made up, and the connection,
/// which sends nothing any more, is not used again.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private static readonly byte[] Filling = new byte[64 * 1024];

    private readonly HttpContent _body;
    private readonly Upload _upload;
    private readonly CancellationTokenSource? _limit;
    private readonly TimeSpan _patience;

    /// <param name="limit">Begins anew with everything that is sent; null: there is none.</param>
    /// <param name="patience">How long it lets nothing move.</param>
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

        // Whoever is stopped goes on to read what the client still sends: a client may read no answer before it has sent
        // everything. The HTTP client gives a body up when an upstream over HTTP/2 has answered and wants no more of it.
        // When the exchange is over, YARP ends the copying itself.
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _upload.IsReadToItsEnd
            ? cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), givenUp)
            : default;
        var copying = _body.CopyToAsync(upstream, context, _upload.IsReadToItsEnd ? CancellationToken.None : cancellationToken);
        if (await Task.WhenAny(copying, _upload.Stopping, givenUp.Task) == copying)
        {
            await copying;
            _upload.IsSent = true;
            return;
        }

        _ = copying.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _upload.IsGivenUp |= cancellationToken.IsCancellationRequested;
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

    // Goes nowhere: UpstreamStream drops it.
    private static async Task FillAsync(Stream stream, long missing)
    {
        for (; missing > 0; missing -= Filling.Length)
            await stream.WriteAsync(Filling.AsMemory(0, (int)Math.Min(missing, Filling.Length)));
    }
}
