using System.Text;

namespace TokenGateway.Core.Texts;

/// <summary>
/// Reads UTF-8 with or without a byte order mark. Another encoding is an error instead of garbled text: bytes that are not
/// UTF-8, or a NUL, which UTF-16 and UTF-32 contain beside every ASCII letter.
/// </summary>
/// <param name="name">The name of the text in errors.</param>
public sealed class Utf8TextReader(Stream stream, string name) : TextReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly StreamReader _inner = new(stream, Strict, detectEncodingFromByteOrderMarks: false);

    /// <summary>Whether a file has the byte order mark of another encoding, or NULs.</summary>
    public static bool IsOtherEncoding(ReadOnlySpan<byte> file) =>
        file.StartsWith(Encoding.Unicode.Preamble) || file.StartsWith(Encoding.BigEndianUnicode.Preamble) || file.Contains((byte)0);

    /// <exception cref="NotUtf8Exception">The next text is not UTF-8.</exception>
    public override int Peek() => Decoded(inner => inner.Peek()) is var next and not 0 ? next : throw new NotUtf8Exception(name);

    /// <inheritdoc cref="Peek"/>
    public override int Read() => Decoded(inner => inner.Read()) is var next and not 0 ? next : throw new NotUtf8Exception(name);

    /// <inheritdoc cref="Peek"/>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = Decoded(inner => inner.Read(buffer, index, count));
        return buffer.AsSpan(index, read).Contains('\0') ? throw new NotUtf8Exception(name) : read;
    }

    /// <inheritdoc cref="Peek"/>
    public override string? ReadLine() =>
        Decoded(inner => inner.ReadLine()) is var line && line?.Contains('\0', StringComparison.Ordinal) != true ? line : throw new NotUtf8Exception(name);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private T Decoded<T>(Func<StreamReader, T> read)
    {
        try
        {
            return read(_inner);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new NotUtf8Exception(name, wrong);
        }
    }
}
