using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// A credential location in the form of the configuration: <c>Authorization: Bearer</c>, <c>X-API-Key</c>,
/// <c>?api_token</c>, <c>Sec-WebSocket-Protocol: bearer.</c>. The name is that of the scheme, header or parameter, or the
/// prefix: at most 128 visible ASCII characters.
/// </summary>
internal sealed record CredentialPlace(CredentialPlaceKind Kind, string Name)
{
    private const int MaxLength = 128;

    /// <summary>Headers with a meaning of their own on this hop or the next: stripping them would break requests.</summary>
    private static readonly HeaderNameSet Unfit = HeaderNameSet.Create(
        [
            "Cookie", "Set-Cookie", "Host", "Connection", "Keep-Alive", "Content-Length", "Content-Type", "Transfer-Encoding", "TE",
            "Trailer", "Upgrade", "Expect", "Origin", "HTTP2-Settings",
        ],
        ["Proxy-", "Sec-WebSocket-"]);

    /// <summary>tchar of RFC 9110 section 5.6.2.</summary>
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Characters that separate in a query, or that a name can only contain encoded.</summary>
    private static readonly SearchValues<char> NotInQueryName = SearchValues.Create("&=#%;+?");

    /// <summary>
    /// Parses the configuration's form. <paramref name="error"/> says what is wrong and the correct form, to follow the key
    /// in a message; empty on success.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CredentialPlace? place, out string error)
    {
        var trimmed = text?.Trim() ?? "";
        var read = Read(trimmed);
        error = trimmed.Length == 0
            ? "is empty; write \"Authorization: Bearer\", \"X-API-Key\" or \"?api_token\""
            : Judge(read);
        place = error.Length == 0 ? read : null;
        return place is not null;
    }

    /// <summary>The configuration's form.</summary>
    public override string ToString() => Kind switch
    {
        CredentialPlaceKind.Scheme => $"Authorization: {Name}",
        CredentialPlaceKind.Query => $"?{Name}",
        CredentialPlaceKind.SocketProtocol => $"{SocketProtocols.Header}: {Name}",
        _ => Name,
    };

    internal static bool IsTokenCharacter(char c) => TokenCharacters.Contains(c);

    internal static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenCharacters);

    private static CredentialPlace Read(string text)
    {
        if (text.StartsWith('?'))
            return new(CredentialPlaceKind.Query, text[1..]);

        var colon = text.IndexOf(':');
        var name = text.AsSpan(0, Math.Max(colon, 0)).TrimEnd();
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            return new(CredentialPlaceKind.Scheme, text[(colon + 1)..].Trim());
        return name.Equals(SocketProtocols.Header, StringComparison.OrdinalIgnoreCase)
            ? new(CredentialPlaceKind.SocketProtocol, text[(colon + 1)..].Trim())
            : new(CredentialPlaceKind.Header, text);
    }

    private static string Judge(CredentialPlace place) => place switch
    {
        { Name.Length: > MaxLength } => $"is longer than {MaxLength} characters",
        { Kind: CredentialPlaceKind.Query } => JudgeQueryName(place.Name),
        { Kind: CredentialPlaceKind.Scheme, Name: "" } => "names no scheme; write \"Authorization: Bearer\"",
        { Kind: CredentialPlaceKind.Scheme } => IsToken(place.Name) ? "" : $"\"{place.Name}\" is no scheme (RFC 9110 section 11.1)",
        { Kind: CredentialPlaceKind.SocketProtocol } => IsToken(place.Name) ? "" : $"\"{place.Name}\" cannot begin a protocol's name (RFC 6455 section 4.1); write \"{SocketProtocols.Header}: bearer.\"",
        _ => JudgeHeader(place.Name),
    };

    private static string JudgeQueryName(string name)
    {
        if (name.Length == 0)
            return "names no query parameter; write \"?api_token\"";

        var sound = !name.AsSpan().ContainsAnyExceptInRange('!', '~') && !name.AsSpan().ContainsAny(NotInQueryName);
        return sound ? "" : "a query parameter's name is visible ASCII without & = # % ; + ? and is written decoded";
    }

    private static string JudgeHeader(string name)
    {
        var folded = HeaderNameSet.Fold(name);
        if (name.Contains(':', StringComparison.Ordinal))
            return "only Authorization takes a scheme and Sec-WebSocket-Protocol a prefix; write the header's name alone";
        if (!IsToken(name) || folded.Length == 0)
            return $"\"{name}\" is no header name (RFC 9110 section 5.1)";
        if (folded == "authorization")
            return "needs a scheme; write \"Authorization: Bearer\"";
        if (folded == HeaderNameSet.Fold(SocketProtocols.Header))
            return $"needs a prefix; write \"{SocketProtocols.Header}: bearer.\"";
        if (Unfit.Contains(name))
            return $"the header {name} cannot hold a credential";

        return DenyList.Contains(name) ? $"the header {name} is on the deny list and never read" : "";
    }
}
