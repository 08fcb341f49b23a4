using System.Text;
using TokenGateway.Core.Protections;

namespace TokenGateway.Endpoints;

/// <summary>
/// Decodes <c>Content-Length</c> (RFC 9110, 8.6: digits). Kestrel also accepts a sign, which a proxy in front may not: this
/// turns anything but digits into text that no number parser accepts, so that the server refuses the request.
/// </summary>
internal sealed class DigitsOnly : Encoding
{
    private const char NoDigit = '?';

    /// <summary>For <c>KestrelServerOptions.RequestHeaderEncodingSelector</c>; null: another header.</summary>
    public static Encoding? For(string headerName) =>
        headerName.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && Protection.LengthIsDigits.IsEnabled() ? Instance : null;

    private static DigitsOnly Instance { get; } = new();

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    // The server's buffer fits the longest number and no more.
    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length > chars.Length || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            chars[0] = NoDigit;
            return 1;
        }

        return Latin1.GetChars(bytes, chars);
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
