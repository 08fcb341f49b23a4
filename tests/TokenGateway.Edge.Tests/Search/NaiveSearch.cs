using System.Globalization;
using System.Text;
using TokenGateway.Dialects;

namespace TokenGateway.Edge.Tests.Search;

/// <summary>What the searches of the edge find, said as simply as can be: every reading of a text, one after the other.</summary>
internal static class NaiveSearch
{
    private const int Rounds = 3;

    public static bool HoldsValue(string text, ITokenShape shape) =>
        Readings(text).Any(reading => shape.IsIn(reading))
        || (text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && text.Length <= 6 + 1024 && FromBase64(text[6..]) is { } plain && shape.IsIn(plain));

    public static bool HoldsAny(string text, IEnumerable<string> secrets) =>
        Readings(text).Any(reading => secrets.Any(secret => reading.Contains(secret, StringComparison.Ordinal)));

    public static IEnumerable<string> Readings(string text)
    {
        yield return text;
        for (var round = 0; round < Rounds; round++)
        {
            text = DecodeOnce(text);
            yield return text;
        }
    }

    private static string DecodeOnce(string text)
    {
        var decoded = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (Hex(text, at, "%", 2) is { } one)
                (_, at) = (decoded.Append(one), at + 3);
            else if ((Hex(text, at, "%u", 4) ?? Hex(text, at, "%U", 4)) is { } wide)
                (_, at) = (decoded.Append(wide), at + 6);
            else
                decoded.Append(text[at++]);
        }

        return decoded.ToString();
    }

    private static char? Hex(string text, int at, string mark, int digits)
    {
        if (string.CompareOrdinal(text, at, mark, 0, mark.Length) != 0 || text.Length < at + mark.Length + digits)
            return null;
        var number = text.Substring(at + mark.Length, digits);
        return number.All(char.IsAsciiHexDigit) ? (char)int.Parse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : null;
    }

    private static string? FromBase64(string text)
    {
        var bytes = new byte[1024];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.Latin1.GetString(bytes, 0, length) : null;
    }
}
