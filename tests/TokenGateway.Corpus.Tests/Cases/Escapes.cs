using System.Globalization;
using System.Text;

namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>A case stands on one line of printable text: <c>\r \n \t \\</c> and <c>\xHH</c> (a byte) stand for the rest.</summary>
internal static class Escapes
{
    /// <exception cref="FormatException">An escape that is none of these.</exception>
    public static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
                decoded.Append(text[at]);
            else
                decoded.Append(One(text, ref at));
        }

        return decoded.ToString();
    }

    private static char One(string text, ref int at)
    {
        at++;
        switch (at < text.Length ? text[at] : '\0')
        {
            case 'r': return '\r';
            case 'n': return '\n';
            case 't': return '\t';
            case '\\': return '\\';
            case 'x' when at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value):
                at += 2;
                return (char)value;
            default:
                throw new FormatException($"'\\' at {at} begins no escape: {text}");
        }
    }
}
