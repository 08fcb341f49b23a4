using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TokenGateway.Testing;

/// <summary>A persistent HTTP/1.1 connection that sends exactly the given bytes and reads responses one by one.</summary>
public sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TcpClient _socket;
    private NetworkStream? _stream;

    private RawConnection(TcpClient socket) => _socket = socket;

    /// <param name="from">The source address; any of 127.0.0.0/8 is this machine.</param>
    public static async Task<RawConnection> OpenAsync(Uri server, string from = "127.0.0.1")
    {
        var connection = new RawConnection(new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0)));
        await connection._socket.ConnectAsync(server.Host, server.Port);
        connection._stream = connection._socket.GetStream();
        return connection;
    }

    public async Task SendAsync(string text) => await _stream!.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads head and body of the next response, the body by its length or its chunks (with trailers, as received).</summary>
    /// <param name="withBody">False for the response to HEAD.</param>
    /// <exception cref="EndOfStreamException">The connection ended before the response did.</exception>
    public async Task<WireAnswer> ReadAsync(bool withBody = true)
    {
        using var deadline = new CancellationTokenSource(Limit);
        var head = await ReadUntilAsync("\r\n\r\n", deadline.Token);
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (!withBody || status is < 200 or 204 or 304)
            return new WireAnswer(status, head, "");
        if (head.Contains("\r\nTransfer-Encoding: chunked\r\n", StringComparison.OrdinalIgnoreCase))
            return new WireAnswer(status, head, await ReadChunksAsync(deadline.Token));
        return new WireAnswer(status, head, await ReadLengthAsync(LengthIn(head), deadline.Token));
    }

    /// <summary>Reads exactly this many bytes.</summary>
    public async Task<string> ReadBytesAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Limit);
        return await ReadLengthAsync(count, deadline.Token);
    }

    /// <summary>Whether the server closes the connection without sending anything more.</summary>
    public async Task<bool> EndsAsync()
    {
        using var deadline = new CancellationTokenSource(Limit);
        try
        {
            return await _stream!.ReadAsync(new byte[1], deadline.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int LengthIn(string head)
    {
        const string name = "\r\nContent-Length: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            throw new InvalidOperationException("The answer says neither length nor chunks: " + head);
        var from = at + name.Length;
        return int.Parse(head.AsSpan(from, head.IndexOf("\r\n", from, StringComparison.Ordinal) - from), CultureInfo.InvariantCulture);
    }

    private async Task<string> ReadUntilAsync(string end, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (text.Length < end.Length || text.ToString(text.Length - end.Length, end.Length) != end)
            text.Append(await ReadLengthAsync(1, cancellationToken));
        return text.ToString();
    }

    private async Task<string> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        while (true)
        {
            var line = await ReadUntilAsync("\r\n", cancellationToken);
            var size = int.Parse(line.AsSpan().TrimEnd(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            body.Append((await ReadLengthAsync(size + 2, cancellationToken)).AsSpan(0, size));
        }

        // The last chunk is followed by trailers, which end with an empty line.
        for (var line = ""; line != "\r\n"; body.Append(line))
            line = await ReadUntilAsync("\r\n", cancellationToken);
        return body.ToString(0, body.Length - 2);
    }

    private async Task<string> ReadLengthAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await _stream!.ReadExactlyAsync(bytes, cancellationToken);
        return Encoding.Latin1.GetString(bytes);
    }
}
