using System.Text.Json;

namespace TokenGateway.Core.Texts;

/// <summary>
/// A name or a value in a JSON text is no Unicode: half of a surrogate pair, or bytes that are not UTF-8. The grammar of
/// JSON lets it pass (RFC 8259, 8.2); no string can be made of it.
/// </summary>
public sealed class NotUnicodeException : JsonException
{
    public NotUnicodeException()
        : base("A text is not Unicode.")
    {
    }

    public NotUnicodeException(string message)
        : base(message)
    {
    }

    public NotUnicodeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="line">From 0, as the reader counts.</param>
    /// <param name="byteInLine">Where in it, likewise.</param>
    public NotUnicodeException(long line, long byteInLine, Exception innerException)
        : base("A text is not Unicode.", null, line, byteInLine, innerException)
    {
    }
}
