using System.Net;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A body whose first half is sent at once, and the second half only after a task completes.</summary>
internal sealed class SlowContent(byte[] body, Task then) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        await then.WaitAsync(cancellationToken);
        await stream.WriteAsync(body.AsMemory(body.Length / 2), cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
