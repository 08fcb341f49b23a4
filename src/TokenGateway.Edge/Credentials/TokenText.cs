using System.Buffers;

namespace TokenGateway.Edge.Credentials;

/// <summary>What may be a token's text at all; everything else is refused before it is hashed.</summary>
internal static class TokenText
{
    /// <summary>In characters. What is longer is refused without hashing.</summary>
    public const int MaxLength = 1024;

    /// <summary>
    /// Visible ASCII without quotes and commas. Wider than the <c>b64token</c> of RFC 6750 (imported values hold <c>$</c> and
    /// <c>:</c>), but nothing that a header's grammar gives a meaning.
    /// </summary>
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(i => (char)i).Where(c => c is not ('"' or '\'' or ','))]);

    /// <summary>Whether <paramref name="text"/> can be a token: 1 to <see cref="MaxLength"/> allowed characters.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Allowed);
}
