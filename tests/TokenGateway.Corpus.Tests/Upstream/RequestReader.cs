using System.Globalization;
using System.Text;
using TokenGateway.Corpus.Tests.Wire;

namespace TokenGateway.Corpus.Tests.Upstream;

/// <summary>Reads requests off a connection strictly by RFC 9112 and keeps every byte.</summary>
internal sealed class RequestReader(Stream stream, string route)
{
    private const string Break = "\r\n";

    /// <summary>As servers say it that read the body; without it the gateway waits a second before it sends one.</summary>
    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private readonly ByteReader _reader = new(stream);
    private readonly long _openedAt = TimeProvider.System.GetTimestamp();
    private volatile bool _isUsed;
    private volatile bool _isWithin;

    /// <summary>
    /// Whether it is in no request. A connection that brought none yet is about to, unless it was opened a while ago: the
    /// pool of the gateway keeps one whose request was given up before it was there.
    /// </summary>
    public bool IsAtRest => !_isWithin && (_isUsed || TimeProvider.System.GetElapsedTime(_openedAt) > Patience);

    /// <summary>The next request; null: the connection ended between two.</summary>
    /// <exception cref="InvalidDataException">What came is no request.</exception>
    /// <exception cref="CutRequestException">The connection ended in a body.</exception>
    public async Task<UpstreamRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _reader.ReadLineAsync(cancellationToken) is not { } first)
            return null;
        (_isUsed, _isWithin) = (true, true);
        var text = new StringBuilder(first + Break);
        var parts = first.Split(' ');
        if (parts is not [_, _, "HTTP/1.1"])
            throw new InvalidDataException("No request line: " + first);
        var fields = await ReadFieldsAsync(text, cancellationToken);
        string body;
        try
        {
            if (Values(fields, "Expect").Contains("100-continue", StringComparer.OrdinalIgnoreCase))
                await stream.WriteAsync(Continue, cancellationToken);
            body = await ReadBodyAsync(fields, text, cancellationToken);
        }
        catch (EndOfStreamException e)
        {
            throw new CutRequestException(text.ToString(), e);
        }

        _isWithin = false;
        return new UpstreamRequest(route, parts[0], parts[1], fields, body, text.ToString());
    }

    private async Task<List<KeyValuePair<string, string>>> ReadFieldsAsync(StringBuilder text, CancellationToken cancellationToken)
    {
        var fields = new List<KeyValuePair<string, string>>();
        while (true)
        {
            var line = await _reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException("The connection ended in a head.");
            text.Append(line).Append(Break);
            if (line.Length == 0)
                return fields;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line[0] is ' ' or '\t' || line[colon - 1] is ' ' or '\t' || line.AsSpan().ContainsAny('\r', '\n', '\0'))
                throw new InvalidDataException("No header line: " + line);
            fields.Add(new(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }
    }

    private async Task<string> ReadBodyAsync(List<KeyValuePair<string, string>> fields, StringBuilder text, CancellationToken cancellationToken)
    {
        var lengths = Values(fields, "Content-Length");
        var codings = Values(fields, "Transfer-Encoding");
        if (lengths.Count + codings.Count > 1)
            throw new InvalidDataException("More than one framing: " + text);
        if (codings.Count == 1)
            return await ReadChunksAsync(text, cancellationToken);
        if (lengths.Count == 0)
            return "";
        var body = await _reader.ReadAsync(long.Parse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture), cancellationToken);
        text.Append(body);
        return body;
    }

    private async Task<string> ReadChunksAsync(StringBuilder text, CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        while (true)
        {
            var line = await _reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException("The connection ended in a body.");
            text.Append(line).Append(Break);
            var size = long.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            body.Append(await _reader.ReadAsync(size, cancellationToken));
            await _reader.ReadAsync(Break.Length, cancellationToken);
        }

        var trailers = await ReadFieldsAsync(text, cancellationToken);
        if (trailers.Count > 0)
            throw new InvalidDataException("Trailers came through: " + text);
        text.Append(body);
        return body.ToString();
    }

    private static List<string> Values(List<KeyValuePair<string, string>> fields, string name) =>
        [.. fields.Where(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value)];
}
