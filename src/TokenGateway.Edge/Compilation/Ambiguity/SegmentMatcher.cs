using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using TokenGateway.Edge.Routing;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>Matches one path segment as routing does, including constraints.</summary>
internal sealed class SegmentMatcher
{
    private readonly TemplateMatcher _matcher;
    private readonly IReadOnlyList<(string Name, IRouteConstraint Constraint)> _constraints;

    // A constraint of a host application may need the request that it is evaluated for.
    private readonly bool _isKnown;

    private SegmentMatcher(TemplateMatcher matcher, IReadOnlyList<(string Name, IRouteConstraint Constraint)> constraints)
    {
        (_matcher, _constraints) = (matcher, constraints);
        _isKnown = constraints.All(one => one.Constraint is LinearRegexConstraint || one.Constraint.GetType().Assembly == typeof(RegexRouteConstraint).Assembly);
    }

    /// <exception cref="InvalidOperationException">There is no constraint of this name.</exception>
    /// <exception cref="Exception"><c>RouteCreationException</c>: the constraint does not accept its arguments.</exception>
    public static SegmentMatcher Create(RoutePatternPathSegment segment, ParameterPolicyFactory? factory)
    {
        var constraints = new List<(string Name, IRouteConstraint Constraint)>();
        foreach (var parameter in segment.Parts.OfType<RoutePatternParameterPart>())
        {
            foreach (var reference in parameter.ParameterPolicies)
            {
                if (factory?.Create(parameter, reference) is IRouteConstraint constraint)
                    constraints.Add((parameter.Name, constraint));
            }
        }

        return new SegmentMatcher(new TemplateMatcher(new RouteTemplate(RoutePatternFactory.Pattern(segment)), []), constraints);
    }

    /// <summary>Whether the segment certainly matches.</summary>
    /// <exception cref="RegexParseException">A regular expression is invalid.</exception>
    public bool Matches(string value)
    {
        if (!_isKnown)
            return false;
        var values = new RouteValueDictionary();
        return _matcher.TryMatch(new PathString("/" + value), values)
            && _constraints.All(one => one.Constraint.Match(null, null, one.Name, values, RouteDirection.IncomingRequest));
    }
}
