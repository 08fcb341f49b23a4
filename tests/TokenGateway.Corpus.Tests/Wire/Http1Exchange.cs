using System.Globalization;
using System.Text;

namespace TokenGateway.Corpus.Tests.Wire;

/// <summary>Sends bytes on a connection of its own and reads answers strictly.</summary>
internal sealed class Http1Exchange(Stream stream)
{
    private readonly ByteReader _reader = new(stream);

    public async Task SendAsync(string bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancellationToken);
        }
        catch (IOException)
        {
            // Refused and closed while it was being sent; what was answered can be read all the same.
        }
    }

    /// <summary>The next final answer; <see cref="Reply.None"/>: the connection ended without one.</summary>
    public async Task<Reply> ReadAsync(bool bodiless, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var reply = await ReadOneAsync(bodiless, cancellationToken);
                if (reply.Status is 0 or 101 or >= 200)
                    return reply;
            }
        }
        catch (IOException)
        {
            // A reset, or an end in the middle of an answer.
            return Reply.None;
        }
    }

    /// <summary>Whether the server ends the connection without another byte.</summary>
    public async Task<bool> EndsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return !await _reader.FillAsync(cancellationToken);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Waits until the server ends the connection, whatever it sends before.</summary>
    public async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.FillAsync(cancellationToken))
                _reader.Forget();
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    private async Task<Reply> ReadOneAsync(bool bodiless, CancellationToken cancellationToken)
    {
        if (await _reader.ReadLineAsync(cancellationToken) is not { } first)
            return Reply.None;
        var status = int.Parse(first.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        var headers = new List<KeyValuePair<string, string>>();
        while (await _reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        var body = bodiless || status is < 200 or 204 or 304 ? "" : await ReadBodyAsync(headers, cancellationToken);
        return new Reply(status, headers, body);
    }

    private async Task<string> ReadBodyAsync(List<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var length = headers.Find(one => one.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        if (length is not null)
            return await _reader.ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        if (!headers.Exists(one => one.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            return "";
        var body = new StringBuilder();
        while (int.Parse(await _reader.ReadLineAsync(cancellationToken) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.Append(await _reader.ReadAsync(size, cancellationToken));
            await _reader.ReadLineAsync(cancellationToken);
        }

        await _reader.ReadLineAsync(cancellationToken);
        return body.ToString();
    }
}
