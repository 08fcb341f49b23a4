using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Core.Sessions;

/// <summary>
/// Which claim is meant: the name of one, or the place of one inside others as a JSON Pointer (RFC 6901), for example
/// <c>/realm_access/roles</c>. A claim whose name is the whole text is meant before the path is.
/// </summary>
/// <remarks>
/// Names of claims contain dots, colons and slashes (<c>https://example.com/roles</c>) but do not begin with a slash, so that a
/// text is one or the other, whatever a token holds.
/// </remarks>
public sealed class ClaimPath
{
    /// <summary>More are an error: no provider nests claims as deeply.</summary>
    internal const int MaxSteps = 16;

    // They are about the token and not about a person: everybody whom the provider lets in has the same (RFC 7519, 4.1;
    // OpenID Connect Core 1.0, 2 and 3.3.2.11).
    private static readonly ImmutableArray<string> OfTheToken =
        ["iss", "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "sid", "auth_time", "at_hash", "c_hash", "s_hash"];

    private ClaimPath(string text, ImmutableArray<string> steps) => (Text, Steps) = (text, steps);

    /// <summary>As it was written; also the name that is looked for first.</summary>
    public string Text { get; }

    /// <summary>The names from the outermost claim inwards; empty: the text is a name only.</summary>
    public ImmutableArray<string> Steps { get; }

    /// <param name="text">As it is written.</param>
    /// <param name="path">Null: it can be none.</param>
    /// <param name="fault">Why; null: it can.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ClaimPath? path, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] raw = text.StartsWith('/') ? text[1..].Split('/') : [];
        var steps = raw.Select(Unescape).ToImmutableArray();
        fault = FaultOf(raw, steps.IsEmpty ? text : steps[0]);
        path = fault is null ? new ClaimPath(text, steps) : null;
        return path is not null;
    }

    /// <exception cref="FormatException">The text is neither a name nor a path.</exception>
    public static ClaimPath Parse(string text) => TryParse(text, out var path, out var fault) ? path : throw new FormatException(fault);

    public override string ToString() => Text;

    private static string? FaultOf(string[] raw, string outermost)
    {
        if (raw.Any(step => step.Length == 0))
            return "a path has a name after each \"/\", for example /realm_access/roles";
        if (raw.Length > MaxSteps)
            return $"a path has at most {MaxSteps} names";
        if (raw.Any(HasOtherTilde))
            return "in a path, \"~\" is written ~0 and a \"/\" inside a name ~1 (RFC 6901)";
        return OfTheToken.Contains(outermost, StringComparer.Ordinal)
            ? $"the claim \"{outermost}\" is about the token, not about the person who signs in; name one that differs between people, for example groups"
            : null;
    }

    private static bool HasOtherTilde(string step) =>
        step.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal);

    // In this order, so that ~01 is ~1 (RFC 6901, 4).
    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
