using System.Buffers.Binary;

namespace TokenGateway.EndToEnd.Tests.Limits;

internal sealed record Http2Frame(Http2FrameType Type, byte Flags, int Stream, byte[] Payload)
{
    public const int ProtocolError = 1;

    public const int RefusedStream = 7;

    public const int CompressionError = 9;

    /// <summary>Of RST_STREAM and GOAWAY.</summary>
    public int ErrorCode => BinaryPrimitives.ReadInt32BigEndian(Payload.AsSpan(Type == Http2FrameType.GoAway ? 4 : 0));

    /// <summary>The value of a SETTINGS parameter; null: it is not told.</summary>
    public long? Setting(int id)
    {
        for (var at = 0; at + 6 <= Payload.Length; at += 6)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(Payload.AsSpan(at)) == id)
                return BinaryPrimitives.ReadUInt32BigEndian(Payload.AsSpan(at + 2));
        }

        return null;
    }
}
