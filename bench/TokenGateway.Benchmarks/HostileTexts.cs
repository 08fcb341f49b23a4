using System.Text;

namespace TokenGateway.Benchmarks;

/// <summary>
/// Texts that somebody would send who wants a search for values to take long: nothing but beginnings, separators, escapes,
/// values that miss by one character. The tests that count the work and the benchmark that times it share them.
/// </summary>
internal static class HostileTexts
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Pieces =
    [
        "/", "=", ":", "_", "$", "0", "1", "9", "a", "f", "A", "-", ".", ",", ";", "&", "+", " ", "    ", "\"", "%", "é", "a/", "A6/", "a:", ":/", "1_", "1$", "a=", "a&", "a,", "x-1,", "%&", "%;", "%=&",
        "%2F", "%252F", "%25252F", "%5f", "%3A", "%253a", "%zz", "%2", "%%", "%u002f", "%25", "%2525", "%41", "%a", "+%2B", "%%%41", "%25%",
        "0123456789", "0123456789abcdef", "deadbeef/", Base62, Base62 + "+/", "tgw_", "tgw_1", "tgw_1_", "tgw_1_tgw_", "1234567890123456789_", "__Host-tgw-", "tgw-,", "tgw-=;", "Basic ",
        "YTpiOmM6", "Ojo6", "YTo6", "YTpiOg==", "YTpi/", "YTpiOmM6/", "Og==", "/Og/", "////YTpi", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/", "eyJ0b2tlbklkIjoi", "Iiwic2VjcmV0Ijoi", "eyJ0b2tlbklkIjoiIiwic2VjcmV0Ijoi",
        "0123456789012345678901:", "0123456789012345678901", "9999999999999999999_0123456789012345678901234567890123456789012345678", "tgw_1_0123456789012345678901234567890123456789012345678",
    ];

    /// <param name="value">A value of the dialect's shape, which stands in none of the texts.</param>
    /// <param name="length">Of each text.</param>
    public static IEnumerable<(string Name, string Text)> For(string value, int length)
    {
        foreach (var piece in Pieces.Concat(Near(value)))
        {
            yield return (piece, Fill(piece, length));
            yield return ("%25252541 " + piece, "%25252541" + Fill(piece, length - 9));
        }

        foreach (var (name, alphabet) in new[] { ("base62", Base62), ("base64", Base62 + "+/"), ("hex", "0123456789abcdef"), ("digits", "0123456789"), ("separators", "_$:/=%25;&,. "), ("letters and slashes", "YTpiOg/") })
            yield return ("any " + name, "%25252541" + Any(alphabet, length - 9));
        yield return ("text as base64", "%25252541" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Fill("a:b:c", length)))[..(length - 9)]);
        yield return ("colons as base64", "%25252541" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Fill("a:bb:0123456789012345678901234567890:", length)))[..(length - 9)]);
    }

    /// <summary>A text of one piece over and over.</summary>
    public static string Fill(string piece, int length)
    {
        var text = new StringBuilder(length + piece.Length);
        while (text.Length < length)
            text.Append(piece);
        return text.ToString(0, length);
    }

    private static IEnumerable<string> Near(string value)
    {
        var altered = value[..^3] + (value[^3] == '7' ? '8' : '7') + value[^2..];
        foreach (var length in new[] { 3, 6, value.Length / 4, value.Length / 2, value.Length - 1 })
        {
            yield return value[..length];
            yield return value[^length..];
        }

        foreach (var behind in new[] { "", "/", "&", ";", ",", " ", "=", "%2F" })
            yield return altered + behind;
        yield return string.Concat(altered.Select(c => $"%{(int)c:X2}"));
        yield return string.Concat(altered.Select(c => $"%25{(int)c:x2}"));
    }

    private static string Any(string alphabet, int length)
    {
        var random = new Random(7);
        return string.Create(length, alphabet, (span, letters) => random.GetItems(letters, span));
    }
}
