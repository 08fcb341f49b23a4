using System.Text.Json;

namespace TokenGateway.Core.Texts;

/// <summary>
/// A name or value in a JSON text is not Unicode: half of a surrogate pair, or bytes that are not UTF-8. JSON's grammar
/// permits it (RFC 8259, 8.2), but it cannot become a string.
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

    /// <param name="line">From 0, as in the parser.</param>
    /// <param name="byteInLine">The position in the line, likewise.</param>
    public NotUnicodeException(long line, long byteInLine, Exception innerException)
        : base("A text is not Unicode.", null, line, byteInLine, innerException)
    {
    }
}
