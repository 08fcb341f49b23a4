using System.Net.Security;
using System.Net.Sockets;
using TokenGateway.Testing.Http2;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>
/// An HTTP/2 client (RFC 9113), with prior knowledge or over TLS, that sends only what a test tells it to, and acknowledges nothing on its own,
/// not even pings and settings.
/// </summary>
internal sealed class Http2Connection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TcpClient _socket = new();
    private Stream _stream = Stream.Null;

    public static async Task<Http2Connection> OpenAsync(Uri server)
    {
        var connection = new Http2Connection();
        await connection._socket.ConnectAsync(server.Host, server.Port);
        connection._stream = connection._socket.GetStream();
        if (server.Scheme == Uri.UriSchemeHttps)
            connection._stream = await AuthenticateAsync(connection._stream);
        await connection._stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.SendAsync(new Http2Frame(Http2FrameType.Settings, 0, 0, []));
        return connection;
    }

    /// <summary>Sends a complete request without a body, its fields as never-indexed literals (RFC 7541, 6.2.3).</summary>
    public Task RequestAsync(int stream, string path, params (string Name, string Value)[] fields) =>
        HeadersAsync(stream, endsStream: true, path, fields);

    /// <summary>Sends only the first frame of a multi-frame head, for a server that ends the connection before reading the rest.</summary>
    public Task BeginAsync(int stream, string path, params (string Name, string Value)[] fields) =>
        SendAsync(HeadOf(stream, endsStream: true, path, fields).First());

    /// <summary>Sends the head of a request; a body may follow.</summary>
    public async Task HeadersAsync(int stream, bool endsStream, string path, params (string Name, string Value)[] fields)
    {
        foreach (var frame in HeadOf(stream, endsStream, path, fields))
            await SendAsync(frame);
    }

    /// <summary>Reads the next matching frame and skips others; null if the connection ended before.</summary>
    public async Task<Http2Frame?> ReadAsync(Func<Http2Frame, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Limit);
        try
        {
            while (true)
            {
                var frame = await Http2Frame.ReadAsync(_stream, deadline.Token);
                if (wanted(frame))
                    return frame;
            }
        }
        catch (Exception end) when (end is IOException or EndOfStreamException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private static async Task<Stream> AuthenticateAsync(Stream socket)
    {
        var tls = new SslStream(socket, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", ApplicationProtocols = [SslApplicationProtocol.Http2] });
        return tls;
    }

    private static IEnumerable<Http2Frame> HeadOf(int stream, bool endsStream, string path, (string Name, string Value)[] fields)
    {
        KeyValuePair<string, string>[] all =
        [
            new(":method", endsStream ? "GET" : "POST"), new(":scheme", "http"), new(":authority", "gateway.test"), new(":path", path),
            .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
        ];
        return Http2Frame.HeadersOf(stream, all, endsStream);
    }

    private Task SendAsync(Http2Frame frame) => _stream.WriteAsync(frame.ToBytes()).AsTask();
}
