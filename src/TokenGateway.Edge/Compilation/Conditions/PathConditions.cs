using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>
/// Whether the path of a request can match a pattern. Routing compares decoded text, and intake refuses some paths before
/// that, so the check is about the encoded path that a client would send. Optional features are meant for parameter values:
/// a literal that servers read in several ways is, in another reading, not a path of this route.
/// </summary>
internal static class PathConditions
{
    /// <summary>Null: it can, or YARP's validation reports why not.</summary>
    public static string? FaultOf(string? path)
    {
        if (string.IsNullOrEmpty(path) || RoutePatterns.TryParse(path) is not { } pattern)
            return null;
        return pattern.PathSegments.Select(segment => FaultOf(segment, path)).FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(RoutePatternPathSegment segment, string path)
    {
        if (segment.Parts is [RoutePatternParameterPart])
            return null;
        var sent = "/" + Encode(TextOf(segment));
        if (PathBytes.DecodeTwice(sent) != sent)
            return $"no request can match a percent-encoded text, because routing compares decoded paths; write it decoded{Suggest(path)}";
        var findings = RequestTarget.Inspect(sent);
        return findings.Fault == TargetFault.None
            ? FaultOf(findings.Refused(TargetFeatures.None))
            : $"no request can match: {InASentence(RequestTarget.Describe(findings.Fault))}, which is refused on every route";
    }

    private static string? FaultOf(TargetFeatures features) => features == TargetFeatures.None
        ? null
        : $"no request can match: {InASentence(RequestTarget.Holding(features))}, which other servers read as another path; \"{RequestTarget.KeyOf(features)}\" is for the values in a path, such as {{name}}";

    // A parameter matches anything; an ordinary letter stands in for it.
    private static string TextOf(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "x",
    }));

    private static string Encode(string text)
    {
        var sent = new StringBuilder();
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (LengthLeftEncoded(text.AsSpan(at)) is not (> 0 and var length))
                continue;
            sent.Append(Uri.EscapeDataString(text.AsSpan(from..at))).Append(text, at, length);
            from = at + length;
            at = from - 1;
        }

        return sent.Append(Uri.EscapeDataString(text.AsSpan(from))).ToString();
    }

    // The escapes that the server leaves in the path, so that a pattern may contain them: slashes, and bytes that are not
    // UTF-8.
    private static int LengthLeftEncoded(ReadOnlySpan<char> text)
    {
        if (!PercentText.TryReadByte(text, out var value))
            return 0;
        if (value == '/')
            return 3;
        return value < 0x80 || PercentText.TryReadRune(text, out _, out var bytes) ? 0 : bytes * 3;
    }

    private static string Suggest(string path)
    {
        var decoded = Uri.UnescapeDataString(path);
        return decoded.Any(char.IsControl) || decoded.AsSpan().Count('{') != path.AsSpan().Count('{') || FaultOf(decoded) is not null
            ? ""
            : $": \"{decoded}\"";
    }

    private static string InASentence(string text) => char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.');
}
