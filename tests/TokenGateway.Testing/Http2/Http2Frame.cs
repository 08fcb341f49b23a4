using System.Buffers.Binary;

namespace TokenGateway.Testing.Http2;

/// <summary>An HTTP/2 frame (RFC 9113, section 4).</summary>
internal sealed record Http2Frame(Http2FrameType Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;

    /// <summary>Error codes (RFC 9113, section 7).</summary>
    public const int ProtocolError = 1;
    public const int RefusedStream = 7;
    public const int CompressionError = 9;

    private const int HeadLength = 9;
    private const int MaxLength = 16 * 1024;

    /// <summary>The error code of RST_STREAM or GOAWAY.</summary>
    public int ErrorCode => BinaryPrimitives.ReadInt32BigEndian(Payload.AsSpan(Type == Http2FrameType.GoAway ? 4 : 0));

    /// <summary>The value of a SETTINGS parameter; null if it is absent.</summary>
    public long? Setting(int id)
    {
        for (var at = 0; at + 6 <= Payload.Length; at += 6)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(Payload.AsSpan(at)) == id)
                return BinaryPrimitives.ReadUInt32BigEndian(Payload.AsSpan(at + 2));
        }

        return null;
    }

    public byte[] ToBytes() =>
    [
        (byte)(Payload.Length >> 16), (byte)(Payload.Length >> 8), (byte)Payload.Length, (byte)Type, Flags,
        (byte)(Stream >> 24), (byte)(Stream >> 16), (byte)(Stream >> 8), (byte)Stream, .. Payload,
    ];

    /// <summary>Creates a HEADERS frame and, if the head exceeds a frame, CONTINUATION frames.</summary>
    /// <param name="ends">Whether the head ends the stream.</param>
    public static IEnumerable<Http2Frame> HeadersOf(int stream, IEnumerable<KeyValuePair<string, string>> fields, bool ends)
    {
        var block = Hpack.Encode(fields);
        var (type, flags) = (Http2FrameType.Headers, ends ? EndStream : (byte)0);
        for (var at = 0; at == 0 || at < block.Length; at += MaxLength)
        {
            var end = Math.Min(block.Length, at + MaxLength);
            yield return new Http2Frame(type, (byte)(flags | (end == block.Length ? EndHeaders : 0)), stream, block[at..end]);
            (type, flags) = (Http2FrameType.Continuation, 0);
        }
    }

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
