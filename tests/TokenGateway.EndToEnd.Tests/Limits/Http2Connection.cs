using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>
/// An HTTP/2 client (RFC 9113) by prior knowledge that sends what it is told and answers nothing by itself, pings and
/// settings neither.
/// </summary>
internal sealed class Http2Connection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TcpClient _socket = new();

    public static async Task<Http2Connection> OpenAsync(Uri server)
    {
        var connection = new Http2Connection();
        await connection._socket.ConnectAsync(server.Host, server.Port);
        await connection._socket.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.SendAsync(Http2FrameType.Settings, 0, 0, ReadOnlyMemory<byte>.Empty);
        return connection;
    }

    /// <summary>A whole request without a body, its fields as literals that are never indexed (RFC 7541, 6.2.3).</summary>
    public Task RequestAsync(int stream, string path, params (string Name, string Value)[] fields) =>
        HeadersAsync(stream, endsStream: true, path, fields);

    /// <summary>The head of a request; the body may follow.</summary>
    public async Task HeadersAsync(int stream, bool endsStream, string path, params (string Name, string Value)[] fields)
    {
        const byte endHeaders = 4;
        using var block = new MemoryStream();
        foreach (var (name, value) in fields.Prepend((":path", path)).Prepend((":authority", "gateway.test")).Prepend((":scheme", "http")).Prepend((":method", endsStream ? "GET" : "POST")))
        {
            block.WriteByte(0x10);
            WriteText(block, name);
            WriteText(block, value);
        }

        const int most = 16 * 1024;
        var bytes = block.ToArray();
        var first = Math.Min(bytes.Length, most);
        await SendAsync(Http2FrameType.Headers, (byte)((endsStream ? 1 : 0) | (first == bytes.Length ? endHeaders : 0)), stream, bytes.AsMemory(0, first));
        for (var at = first; at < bytes.Length; at += most)
        {
            var length = Math.Min(most, bytes.Length - at);
            await SendAsync(Http2FrameType.Continuation, at + length == bytes.Length ? endHeaders : (byte)0, stream, bytes.AsMemory(at, length));
        }
    }

    /// <summary>The next frame of this kind; others are passed over. Null: the connection ended before.</summary>
    public async Task<Http2Frame?> ReadAsync(Func<Http2Frame, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Limit);
        try
        {
            while (true)
            {
                var head = new byte[9];
                await _socket.GetStream().ReadExactlyAsync(head, deadline.Token);
                var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
                await _socket.GetStream().ReadExactlyAsync(payload, deadline.Token);
                var frame = new Http2Frame((Http2FrameType)head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
                if (wanted(frame))
                    return frame;
            }
        }
        catch (Exception end) when (end is IOException or EndOfStreamException)
        {
            return null;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(Http2FrameType type, byte flags, int stream, ReadOnlyMemory<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        frame[3] = (byte)type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsMemory(9));
        await _socket.GetStream().WriteAsync(frame);
    }

    private static void WriteText(MemoryStream block, string text)
    {
        var left = text.Length;
        if (left < 127)
        {
            block.WriteByte((byte)left);
        }
        else
        {
            block.WriteByte(127);
            for (left -= 127; left >= 128; left /= 128)
                block.WriteByte((byte)((left % 128) | 128));
            block.WriteByte((byte)left);
        }

        block.Write(Encoding.Latin1.GetBytes(text));
    }
}
