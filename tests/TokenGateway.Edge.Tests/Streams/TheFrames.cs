using System.Buffers.Binary;
using System.Net.WebSockets;

namespace TokenGateway.Edge.Tests.Streams;

/// <summary>WebSocket frames, written down from RFC 6455, 5.2.</summary>
internal static class TheFrames
{
    /// <summary>One of each form of length, masked and not, a message in fragments with a ping between, and an empty one.</summary>
    public static IReadOnlyList<byte[]> Every { get; } =
    [
        Frame(0x81, 5), Frame(0x82, 125), Frame(0x82, 126), Frame(0x82, 300), Frame(0x82, 65_535), Frame(0x82, 65_536), Frame(0xc1, 70_000),
        Frame(0x81, 5, masked: true), Frame(0x82, 126, masked: true), Frame(0x82, 65_536, masked: true), Frame(0x81, 0), Frame(0x81, 0, masked: true),
        Frame(0x01, 7), Frame(0x89, 3), Frame(0x00, 130), Frame(0x8a, 0), Frame(0x80, 9),
    ];

    public static byte[] Frame(byte first, int length, bool masked = false)
    {
        var mask = (byte)(masked ? 0x80 : 0);
        byte[] head = length switch
        {
            < 126 => [first, (byte)(mask | length)],
            <= ushort.MaxValue => [first, (byte)(mask | 126), (byte)(length >> 8), (byte)length],
            _ => [first, (byte)(mask | 127), .. Long((ulong)length)],
        };

        // A payload that looks like headers: whoever loses count takes it for them.
        return [.. head, .. masked ? new byte[] { 0x88, 0x02, 0x03, 0xf0 } : [], .. Enumerable.Range(0, length).Select(i => (byte)(i % 2 == 0 ? 0x88 : 0x02))];
    }

    /// <summary>Which frames these bytes are, by the framework's own reader; throws where they are none.</summary>
    public static async Task<WebSocketCloseStatus?> ReadAsClientAsync(byte[] bytes)
    {
        using var socket = WebSocket.CreateFromStream(new Answers(bytes), new WebSocketCreationOptions { DangerousDeflateOptions = null });
        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }

        return socket.CloseStatus;
    }

    private static byte[] Long(ulong length)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, length);
        return bytes;
    }

    // Takes pongs, gives what was given.
    private sealed class Answers(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
