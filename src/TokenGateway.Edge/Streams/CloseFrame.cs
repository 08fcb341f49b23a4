using System.Security.Cryptography;

namespace TokenGateway.Edge.Streams;

/// <summary>The close frame with code 1008, "policy violation" (RFC 6455, 5.5.1 and 7.4.1).</summary>
internal static class CloseFrame
{
    /// <summary>The length from a client.</summary>
    public const int MaskedLength = 8;

    private const byte FinalClose = 0x88;
    private const byte Masked = 0x80;
    private const byte CodeLength = 2;
    private const byte CodeHigh = 1008 >> 8;
    private const byte CodeLow = 1008 & 255;

    /// <summary>The frame from a server.</summary>
    public static ReadOnlyMemory<byte> ToClient { get; } = new[] { FinalClose, CodeLength, CodeHigh, CodeLow };

    /// <summary>Writes the frame of a client: masked by four unpredictable bytes (RFC 6455, 5.3).</summary>
    public static void WriteMasked(Span<byte> destination)
    {
        var mask = destination.Slice(2, 4);
        RandomNumberGenerator.Fill(mask);
        destination[0] = FinalClose;
        destination[1] = Masked | CodeLength;
        destination[6] = (byte)(CodeHigh ^ mask[0]);
        destination[7] = (byte)(CodeLow ^ mask[1]);
    }
}
