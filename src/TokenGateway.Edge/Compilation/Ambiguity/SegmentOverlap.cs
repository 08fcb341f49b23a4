using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>
/// Whether a path can match two patterns of the same precedence, that is, with the same kinds of segments in the same
/// positions. Constraints are arbitrary code, so where they differ, sample values are tried.
/// </summary>
internal sealed class SegmentOverlap(ParameterPolicyFactory? constraints)
{
    /// <summary>Why routing could not create a matcher for the pattern, or null.</summary>
    public string? FaultOf(RoutePattern pattern)
    {
        try
        {
            foreach (var segment in pattern.PathSegments.Where(_ => pattern.ParameterPolicies.Count > 0))
                SegmentMatcher.Create(segment, constraints).Matches("x");
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or RouteCreationException or RegexParseException)
        {
            return $"a constraint of the pattern cannot be used: {(fault.GetBaseException() as RegexParseException ?? fault).Message.ReplaceLineEndings(" ")}";
        }
    }

    public bool Overlap(RoutePattern one, RoutePattern other) =>
        one.PathSegments.Count == other.PathSegments.Count
        && one.PathSegments.Zip(other.PathSegments).All(pair => Overlap(pair.First, pair.Second));

    // Literal segments are already known to be equal.
    private bool Overlap(RoutePatternPathSegment one, RoutePatternPathSegment other)
    {
        if (IsFree(one) || one.Parts is [RoutePatternLiteralPart])
            return true;
        if (Describe(one) == Describe(other))
            return true;
        var (first, second) = (SegmentMatcher.Create(one, constraints), SegmentMatcher.Create(other, constraints));
        return SegmentSamples.For(one, other).Any(value => first.Matches(value) && second.Matches(value));
    }

    private static bool IsFree(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternParameterPart { ParameterPolicies.Count: 0 }];

    /// <summary>The segment without parameter names.</summary>
    private static string Describe(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternParameterPart parameter => $"{{{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }));
}
