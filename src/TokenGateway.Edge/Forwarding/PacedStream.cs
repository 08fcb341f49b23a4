using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Forwarding;

/// <summary>Reports each completed read.</summary>
internal sealed class PacedStream(Stream inner, Action progress) : DelegatingStream(inner)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken);
        progress();
        return count;
    }
}
