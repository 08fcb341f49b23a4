using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace TokenGateway.Edge.Credentials;

/// <summary>User name and password of the <c>Basic</c> scheme (RFC 7617).</summary>
internal static class BasicCredentials
{
    /// <summary>
    /// Filler passwords that clients of known APIs send beside a token, because curl and form fields require one: GitHub
    /// (<c>TOKEN:x-oauth-basic</c>), Toggl (<c>TOKEN:api_token</c>), Freshdesk (<c>TOKEN:X</c>).
    /// </summary>
    private static readonly FrozenSet<string> Fillers =
        new[] { "x-oauth-basic", "api_token", "X" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Decodes strictly: canonical padded base64 of the standard alphabet, at most <see cref="TokenText.MaxLength"/>
    /// characters; UTF-8 without control characters; split at the first colon.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> base64, out string user, out string password)
    {
        (user, password) = ("", "");
        Span<byte> bytes = stackalloc byte[TokenText.MaxLength];
        if (!TryDecodeCanonical(base64, bytes, out var length) || !Utf8.IsValid(bytes[..length]))
            return false;

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text.Any(char.IsControl))
            return false;

        (user, password) = (text[..colon], text[(colon + 1)..]);
        return true;
    }

    /// <summary>
    /// The token: the password, or the user name when the password is empty or a filler, as many clients send it. Empty:
    /// both are.
    /// </summary>
    public static string TokenOf(string user, string password) =>
        !IsFiller(password) ? password : IsFiller(user) ? "" : user;

    private static bool IsFiller(string text) => text.Length == 0 || Fillers.Contains(text);

    private static bool TryDecodeCanonical(ReadOnlySpan<char> base64, Span<byte> bytes, out int length)
    {
        length = 0;
        if (base64.Length > TokenText.MaxLength || !Convert.TryFromBase64Chars(base64, bytes, out length))
            return false;

        // The framework skips white space and ignores stray bits, so that two texts would decode to one credential.
        Span<char> again = stackalloc char[TokenText.MaxLength];
        return Convert.TryToBase64Chars(bytes[..length], again, out var written) && base64.SequenceEqual(again[..written]);
    }
}
