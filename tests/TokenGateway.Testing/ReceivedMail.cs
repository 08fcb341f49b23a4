using System.Text;
using System.Text.RegularExpressions;

namespace TokenGateway.Testing;

/// <summary>A mail as the server received it.</summary>
/// <param name="From">The envelope sender.</param>
/// <param name="To">The envelope recipients.</param>
/// <param name="Secure">Whether the connection was encrypted.</param>
/// <param name="User">The authenticated user; null if there was none.</param>
/// <param name="Text">Headers and body.</param>
internal sealed partial record ReceivedMail(string From, IReadOnlyList<string> To, bool Secure, string? User, string Text)
{
    public string Subject => Header("Subject");

    /// <summary>The names of all headers.</summary>
    public IReadOnlyList<string> HeaderNames =>
        [.. Head.Split("\r\n").Where(line => line.Length > 0 && !char.IsWhiteSpace(line[0])).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];

    /// <summary>The body, decoded from quoted-printable.</summary>
    public string Body
    {
        get
        {
            var joined = Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("=\r\n", "", StringComparison.Ordinal);
            return Encoded().Replace(joined, one => Encoding.UTF8.GetString(Convert.FromHexString(one.Value.Replace("=", "", StringComparison.Ordinal))));
        }
    }

    private string Head => Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    /// <summary>The value of a header, unfolded and decoded.</summary>
    public string Header(string name)
    {
        var unfolded = Folded().Replace(Head, " ");
        var line = unfolded.Split("\r\n").Single(one => one.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return EncodedWord().Replace(line[(name.Length + 1)..].Trim(), word => Encoding.UTF8.GetString(BytesOf(word)));
    }

    // RFC 2047, 4.
    private static byte[] BytesOf(Match word)
    {
        var text = word.Groups["text"].Value;
        if (word.Groups["kind"].Value is "B" or "b")
            return Convert.FromBase64String(text);
        var plain = Encoded().Replace(text.Replace('_', ' '), one => Encoding.Latin1.GetString(Convert.FromHexString(one.Value.Replace("=", "", StringComparison.Ordinal))));
        return Encoding.Latin1.GetBytes(plain);
    }

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folded();

    [GeneratedRegex("(=[0-9A-F]{2})+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[BQ])\?(?<text>[^?]*)\?=( (?==\?))?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedWord();
}
