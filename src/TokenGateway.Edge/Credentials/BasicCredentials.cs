using System.Text;
using System.Text.Unicode;

namespace TokenGateway.Edge.Credentials;

/// <summary>User name and password of the <c>Basic</c> scheme (RFC 7617).</summary>
internal static class BasicCredentials
{
    /// <summary>
    /// Decodes strictly: canonical padded base64 of the standard alphabet, at most <see cref="TokenText.MaxLength"/>
    /// characters; UTF-8 without control characters; the first colon splits; not both parts empty.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> base64, out string user, out string password)
    {
        (user, password) = ("", "");
        Span<byte> bytes = stackalloc byte[TokenText.MaxLength];
        if (!TryDecodeCanonical(base64, bytes, out var length) || !Utf8.IsValid(bytes[..length]))
            return false;

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text.Length == 1 || text.Any(char.IsControl))
            return false;

        (user, password) = (text[..colon], text[(colon + 1)..]);
        return true;
    }

    /// <summary>The token: the password, or the user name when the password is empty, as many clients send it.</summary>
    public static string TokenOf(string user, string password) => password.Length > 0 ? password : user;

    private static bool TryDecodeCanonical(ReadOnlySpan<char> base64, Span<byte> bytes, out int length)
    {
        length = 0;
        if (base64.Length > TokenText.MaxLength || !Convert.TryFromBase64Chars(base64, bytes, out length))
            return false;

        // The framework skips white space and ignores stray bits: two texts for one credential.
        Span<char> again = stackalloc char[TokenText.MaxLength];
        return Convert.TryToBase64Chars(bytes[..length], again, out var written) && base64.SequenceEqual(again[..written]);
    }
}
