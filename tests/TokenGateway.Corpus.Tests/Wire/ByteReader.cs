using System.Text;

namespace TokenGateway.Corpus.Tests.Wire;

/// <summary>Reads a stream by lines and lengths through one buffer; Latin-1, a character is a byte.</summary>
internal sealed class ByteReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _at;
    private int _end;

    /// <summary>Up to and with CR LF, without them; null: the stream ended before any byte.</summary>
    /// <exception cref="EndOfStreamException">It ended in the middle.</exception>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await FillAsync(cancellationToken))
        {
            var c = (char)_buffer[_at++];
            if (c == '\n' && line.Length > 0 && line[^1] == '\r')
                return line.ToString(0, line.Length - 1);
            line.Append(c);
        }

        return line.Length == 0 ? null : throw new EndOfStreamException("The stream ended in the middle of a line: " + line);
    }

    public async Task<string> ReadAsync(long length, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            if (!await FillAsync(cancellationToken))
                throw new EndOfStreamException($"{text.Length} bytes of {length}.");
            var part = (int)Math.Min(length - text.Length, _end - _at);
            text.Append(Encoding.Latin1.GetString(_buffer, _at, part));
            _at += part;
        }

        return text.ToString();
    }

    /// <summary>Passes over what came in and was not read.</summary>
    public void Forget() => _at = _end;

    /// <summary>Whether there is another byte; false: the stream ended.</summary>
    public async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_at < _end)
            return true;
        _at = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
