using Microsoft.AspNetCore.Routing.Patterns;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Configuration.Conditions;

/// <summary>
/// Whether a request's path can match a pattern. Routing compares decoded text, and intake refuses some paths before it;
/// so what is asked is the path that a client would have to send.
/// </summary>
internal static class PathConditions
{
    // The one escape that the server leaves in the path, and that a pattern can therefore name.
    private const string Slash = "%2F";

    /// <summary>Null: it can, or YARP's validation says why not.</summary>
    public static string? FaultOf(string? path, TargetFeatures allowed)
    {
        if (string.IsNullOrEmpty(path) || RoutePatterns.TryParse(path) is not { } pattern)
            return null;
        return pattern.PathSegments.Select(segment => FaultOf(segment, path, allowed)).FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(RoutePatternPathSegment segment, string path, TargetFeatures allowed)
    {
        if (segment.Parts is [RoutePatternParameterPart])
            return null;
        var findings = RequestTarget.Inspect("/" + Encode(TextOf(segment)));
        return findings.Fault switch
        {
            TargetFault.None => FaultOf(findings.Refused(allowed)),
            TargetFault.DoubleEncoding => $"no request can match a percent-encoded text, because routing compares decoded paths; write it decoded{Suggest(path)}",
            _ => $"no request can match: {InASentence(RequestTarget.Describe(findings.Fault))}, which is refused on every route",
        };
    }

    private static string? FaultOf(TargetFeatures missing) => missing == TargetFeatures.None
        ? null
        : $"no request can match without \"{KeyOf(missing)}\": true in the route's \"{ConfigPath.Gateway}\": {InASentence(RequestTarget.Describe(missing))}";

    private static string KeyOf(TargetFeatures missing) =>
        missing.HasFlag(TargetFeatures.EncodedSlash) ? "AllowEncodedSlash"
        : missing.HasFlag(TargetFeatures.PathParameters) ? "AllowPathParameters"
        : "AllowEmptySegments";

    // A value is anything; an ordinary letter decides nothing.
    private static string TextOf(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "x",
    }));

    private static string Encode(string text) =>
        string.Join(Slash, text.Replace("%2f", Slash, StringComparison.Ordinal).Split(Slash).Select(Uri.EscapeDataString));

    private static string Suggest(string path)
    {
        var decoded = Uri.UnescapeDataString(path);
        return decoded.Any(char.IsControl) || decoded.AsSpan().Count('{') != path.AsSpan().Count('{') || FaultOf(decoded, TargetFeatures.None) is not null
            ? ""
            : $": \"{decoded}\"";
    }

    private static string InASentence(string text) => char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.');
}
