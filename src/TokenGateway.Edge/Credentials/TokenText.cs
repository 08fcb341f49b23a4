using System.Buffers;

namespace TokenGateway.Edge.Credentials;

/// <summary>The syntax of a token; any other text is refused before it is hashed.</summary>
internal static class TokenText
{
    /// <summary>In characters. Longer text is refused without hashing.</summary>
    public const int MaxLength = 1024;

    /// <summary>
    /// Visible ASCII without quotes and commas. Wider than the <c>b64token</c> of RFC 6750 (imported values contain
    /// <c>$</c> and <c>:</c>), but nothing with a meaning in a header's grammar.
    /// </summary>
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(i => (char)i).Where(c => c is not ('"' or '\'' or ','))]);

    /// <summary>Whether <paramref name="text"/> can be a token: 1 to <see cref="MaxLength"/> allowed characters.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Allowed);
}
