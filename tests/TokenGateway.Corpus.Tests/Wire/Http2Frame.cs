namespace TokenGateway.Corpus.Tests.Wire;

/// <summary>One frame of HTTP/2 (RFC 9113, section 4).</summary>
internal sealed record Http2Frame(Http2FrameType Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;

    private const int HeadLength = 9;

    public byte[] ToBytes() =>
    [
        (byte)(Payload.Length >> 16), (byte)(Payload.Length >> 8), (byte)Payload.Length, (byte)Type, Flags,
        (byte)(Stream >> 24), (byte)(Stream >> 16), (byte)(Stream >> 8), (byte)Stream, .. Payload,
    ];

    /// <exception cref="EndOfStreamException">The connection ended.</exception>
    public static async Task<Http2Frame> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        await stream.ReadExactlyAsync(head, cancellationToken);
        var payload = new byte[head[0] << 16 | head[1] << 8 | head[2]];
        await stream.ReadExactlyAsync(payload, cancellationToken);
        return new Http2Frame((Http2FrameType)head[3], head[4], (head[5] & 127) << 24 | head[6] << 16 | head[7] << 8 | head[8], payload);
    }
}
