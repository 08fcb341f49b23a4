using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Copies server-sent events, which may be idle for <see cref="EdgeForwarder.Silence"/>. YARP's activity timeout is set
/// before the response shows that it is such a stream.
/// </summary>
internal static class EventStream
{
    private const int BufferSize = 16 * 1024;

    /// <summary>HTTP/2 error codes (RFC 9113, 7).</summary>
    private const int InternalError = 2;
    private const int Cancel = 8;

    public static bool Is(HttpResponseMessage answer) =>
        answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type)
        && type.ToString().StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    public static async Task CopyAsync(HttpContext context, EdgeRequest request, HttpResponseMessage answer, TimeProvider time)
    {
        using var silence = new CancellationTokenSource(EdgeForwarder.Silence, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, silence.Token);
        try
        {
            // Opens the client's stream before the first event.
            await context.Response.Body.FlushAsync(end.Token);
            var events = await answer.Content.ReadAsStreamAsync(end.Token);
            while (await CopySomeAsync(events, context.Response.Body, end.Token))
                silence.CancelAfter(EdgeForwarder.Silence);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            request.Outcome = UpstreamFailure.ClientGone;
        }
        catch (OperationCanceledException)
        {
            request.Outcome = UpstreamFailure.Timeout;
            BreakOff(context, Cancel);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            request.Outcome = UpstreamFailure.Truncated;
            BreakOff(context, InternalError);
        }
    }

    private static async Task<bool> CopySomeAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        // An idle stream holds no buffer.
        _ = await from.ReadAsync(Memory<byte>.Empty, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var count = await from.ReadAsync(buffer, cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            return count > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A truncated response must not look complete.
    private static void BreakOff(HttpContext context, int code)
    {
        if (context.Features.Get<IHttpResetFeature>() is { } reset)
            reset.Reset(code);
        else
            context.Abort();
    }
}
