using System.Globalization;
using System.Text;
using TokenGateway.Testing.Http2;

namespace TokenGateway.Corpus.Tests.Wire;

/// <summary>One HTTP/2 connection whose frames are made by hand; one stream after the other.</summary>
internal sealed class Http2Exchange(Stream stream)
{
    private int _stream = -1;

    /// <summary>The preface, and settings that allow the server no dynamic table (its size is setting 1).</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), cancellationToken);
        await WriteAsync(new Http2Frame(Http2FrameType.Settings, 0, 0, [0, 1, 0, 0, 0, 0]), cancellationToken);
    }

    public async Task<Reply> SendAsync(IReadOnlyList<KeyValuePair<string, string>> fields, string body, CancellationToken cancellationToken)
    {
        _stream += 2;
        try
        {
            foreach (var frame in Http2Frame.HeadersOf(_stream, fields, ends: body.Length == 0))
                await WriteAsync(frame, cancellationToken);
            if (body.Length > 0)
                await WriteAsync(new Http2Frame(Http2FrameType.Data, Http2Frame.EndStream, _stream, Encoding.Latin1.GetBytes(body)), cancellationToken);
            return await ReadAsync(cancellationToken);
        }
        catch (IOException)
        {
            return Reply.None;
        }
    }

    private async Task<Reply> ReadAsync(CancellationToken cancellationToken)
    {
        var block = new MemoryStream();
        var body = new StringBuilder();
        var status = 0;
        var headers = new List<KeyValuePair<string, string>>();
        while (true)
        {
            var frame = await Http2Frame.ReadAsync(stream, cancellationToken);
            switch (frame.Type)
            {
                case Http2FrameType.Settings when (frame.Flags & Http2Frame.Ack) == 0:
                    await WriteAsync(new Http2Frame(Http2FrameType.Settings, Http2Frame.Ack, 0, []), cancellationToken);
                    break;
                case Http2FrameType.GoAway:
                case Http2FrameType.ResetStream when frame.Stream == _stream:
                    return status == 0 ? Reply.None : new Reply(status, headers, body.ToString());
                case Http2FrameType.Headers or Http2FrameType.Continuation when frame.Stream == _stream:
                    block.Write(frame.Payload);
                    if ((frame.Flags & Http2Frame.EndHeaders) == 0)
                        break;
                    if (status is 0 or < 200)
                    {
                        headers = Hpack.Decode(block.ToArray());
                        status = int.Parse(headers.Single(one => one.Key == ":status").Value, CultureInfo.InvariantCulture);
                    }

                    block.SetLength(0);
                    break;
                case Http2FrameType.Data when frame.Stream == _stream:
                    body.Append(Encoding.Latin1.GetString(frame.Payload));
                    break;
            }

            var ours = frame.Stream == _stream && frame.Type is Http2FrameType.Headers or Http2FrameType.Data;
            if (ours && (frame.Flags & Http2Frame.EndStream) != 0)
                return new Reply(status, headers, body.ToString());
        }
    }

    private Task WriteAsync(Http2Frame frame, CancellationToken cancellationToken) => stream.WriteAsync(frame.ToBytes(), cancellationToken).AsTask();
}
