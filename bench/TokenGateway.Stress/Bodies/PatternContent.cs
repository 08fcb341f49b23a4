using System.Net;

namespace TokenGateway.Stress.Bodies;

/// <summary>A request body of <see cref="Pattern"/>.</summary>
internal sealed class PatternContent(int blocks, bool saysItsLength) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        Pattern.WriteAsync(stream, blocks, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Pattern.WriteAsync(stream, blocks, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = (long)blocks * Pattern.BlockSize;
        return saysItsLength;
    }
}
