using System.Text;

namespace TokenGateway.Core.Texts;

/// <summary>
/// Reads UTF-8 as editors save it, with or without its mark. Another encoding is an error, not a text with other letters:
/// bytes that are not UTF-8, or a NUL, which UTF-16 and UTF-32 have beside every letter of English.
/// </summary>
/// <param name="name">What errors call the text.</param>
public sealed class Utf8TextReader(Stream stream, string name) : TextReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly StreamReader _inner = new(stream, Strict, detectEncodingFromByteOrderMarks: false);

    /// <summary>Whether a file holds the marks of another encoding, or NULs.</summary>
    public static bool IsOtherEncoding(ReadOnlySpan<byte> file) =>
        file.StartsWith(Encoding.Unicode.Preamble) || file.StartsWith(Encoding.BigEndianUnicode.Preamble) || file.Contains((byte)0);

    /// <exception cref="NotUtf8Exception">What follows is not UTF-8.</exception>
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
