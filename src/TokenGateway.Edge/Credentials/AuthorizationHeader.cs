using System.Collections.Immutable;
using TokenGateway.Core.Protections;
using TokenGateway.Dialects;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// Classifies an <c>Authorization</c> value (RFC 9110 section 11.6.2). Strict where the scheme is ours: otherwise a value
/// that we refuse, but that an upstream's lenient parser accepts, would be forwarded as an unknown scheme.
/// </summary>
internal static class AuthorizationHeader
{
    /// <summary>
    /// Classifies <paramref name="value"/> as received; several such headers are refused before this.
    /// <paramref name="credential"/> is set only for <see cref="AuthorizationVerdict.Credential"/>. Does not allocate.
    /// </summary>
    public static AuthorizationVerdict Parse(string value, CredentialPlaces places, out CredentialSpan credential)
    {
        credential = default;
        var scheme = SchemeOf(value);
        if (value.AsSpan(scheme.Length).Trim(" \t").IsEmpty && (scheme.IsEmpty || places.IsScheme(scheme)))
            return AuthorizationVerdict.Empty;
        if (places.FindScheme(scheme) is { } known)
            return ParseOurs(value, scheme.Length, known, out credential);
        if (places.IsRecognised(scheme))
            return AuthorizationVerdict.Recognised;

        return LooksLikeOurs(value, places) && Protection.LookAlikes.IsEnabled() ? AuthorizationVerdict.Malformed : AuthorizationVerdict.Upstreams;
    }

    /// <summary>
    /// Whether <paramref name="value"/> belongs to the upstream by one of <paramref name="schemes"/>, although the scheme
    /// is also a credential location: nothing in it looks like one of our tokens, complete or mistyped.
    /// </summary>
    public static bool IsUpstreams(string value, ImmutableArray<string> schemes, ITokenShape shape)
    {
        if (schemes.IsEmpty)
            return false;
        var scheme = SchemeOf(value);
        foreach (var passed in schemes)
        {
            if (scheme.Equals(passed, StringComparison.OrdinalIgnoreCase))
                return value.Length > scheme.Length && value[scheme.Length] == ' ' && IsForeign(value, scheme, shape);
        }

        return false;
    }

    private static bool IsForeign(string value, ReadOnlySpan<char> scheme, ITokenShape shape)
    {
        var rest = value.AsSpan(scheme.Length + 1);
        if (TokenScanner.ContainsToken(value, shape) || shape.Judge(rest.Trim()) != TokenShapeVerdict.Foreign)
            return false;
        return !scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || !BasicCredentials.TryDecode(rest, out var user, out var password)
            || (shape.Judge(user) == TokenShapeVerdict.Foreign && shape.Judge(password) == TokenShapeVerdict.Foreign);
    }

    private static AuthorizationVerdict ParseOurs(string value, int schemeLength, string known, out CredentialSpan credential)
    {
        // Exactly one space: parsers disagree about "Bearer  T" and "Bearer\tT".
        var start = schemeLength + 1;
        var sound = start < value.Length
            && ((value[schemeLength] == ' ' && TokenText.IsWellFormed(value.AsSpan(start))) || !Protection.StrictScheme.IsEnabled());
        credential = sound ? new(known, start, value.Length - start) : default;
        return sound ? AuthorizationVerdict.Credential : AuthorizationVerdict.Malformed;
    }

    private static bool LooksLikeOurs(ReadOnlySpan<char> value, CredentialPlaces places)
    {
        var white = value.IndexOfAny(' ', '\t');
        var firstWord = white < 0 ? value : value[..white];

        // No scheme contains NUL, no-break spaces or look-alike letters.
        if (firstWord.ContainsAnyExceptInRange('!', '~'))
            return true;
        if (white < 0 && (BeginsWithAny(value, places.Schemes) || BeginsWithAny(value, places.Recognised)))
            return true;

        // Quotes or leading white space: "'Bearer T'".
        var bare = SchemeOf(value[Lead(value)..]);
        return places.IsScheme(bare) || places.IsRecognised(bare);
    }

    private static ReadOnlySpan<char> SchemeOf(ReadOnlySpan<char> value)
    {
        var length = 0;
        while (length < value.Length && CredentialPlace.IsTokenCharacter(value[length]))
            length++;
        return value[..length];
    }

    private static int Lead(ReadOnlySpan<char> value)
    {
        var lead = 0;
        while (lead < value.Length && !char.IsAsciiLetterOrDigit(value[lead]))
            lead++;
        return lead;
    }

    private static bool BeginsWithAny(ReadOnlySpan<char> value, ImmutableArray<string> schemes)
    {
        foreach (var scheme in schemes)
        {
            if (value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
