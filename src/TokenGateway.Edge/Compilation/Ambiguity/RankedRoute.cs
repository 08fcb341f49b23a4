using Microsoft.AspNetCore.Routing.Patterns;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Targets;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>A route with everything that determines its priority in routing.</summary>
internal sealed class RankedRoute
{
    private RankedRoute(RouteConfig route, RoutePattern pattern)
    {
        (Route, Pattern) = (route, pattern);
        Hosts = [.. (route.Match.Hosts ?? []).Select(HostPattern.TryParse)];
        Rank = (route.Order ?? 0, pattern.InboundPrecedence, route.Match.Methods is { Count: > 0 }, route.Match.Hosts is { Count: > 0 },
            route.Match.Headers?.Count ?? 0, route.Match.QueryParameters?.Count ?? 0, LiteralsOf(pattern));
    }

    public RouteConfig Route { get; }

    public RoutePattern Pattern { get; }

    /// <summary>Null where routing cannot parse one.</summary>
    public IReadOnlyList<HostPattern?> Hosts { get; }

    /// <summary>
    /// What the matcher policies compare: for methods and hosts only whether there are any, for the others how many.
    /// Includes the literal segments: paths with different ones have no request in common.
    /// </summary>
    public (int Order, decimal Precedence, bool Methods, bool Hosts, int Headers, int Query, string Literals) Rank { get; }

    /// <summary>Whether a path and a method can match both; true if unknown.</summary>
    public bool MayMeet(RankedRoute other)
    {
        if (!MethodsOverlap(Route.Match, other.Route.Match))
            return false;
        var (mine, theirs) = (Pattern.PathSegments, other.Pattern.PathSegments);
        for (var i = 0; i < Math.Max(mine.Count, theirs.Count); i++)
        {
            if ((i < mine.Count && IsCatchAll(mine[i])) || (i < theirs.Count && IsCatchAll(theirs[i])))
                return true;
            if (i >= mine.Count || i >= theirs.Count)
                return MayEnd(i < mine.Count ? mine[i] : theirs[i]);
            if (mine[i].Parts is [RoutePatternLiteralPart one] && theirs[i].Parts is [RoutePatternLiteralPart two] && !ConfigPath.Same(one.Content, two.Content))
                return false;
        }

        return true;
    }

    public static bool MethodsOverlap(RouteMatch one, RouteMatch other) =>
        one.Methods is not { Count: > 0 } || other.Methods is not { Count: > 0 }
        || one.Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();

    private static bool IsCatchAll(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternParameterPart { IsCatchAll: true }];

    private static bool MayEnd(RoutePatternPathSegment segment) =>
        segment.Parts.OfType<RoutePatternParameterPart>().Any(parameter => parameter.IsOptional || parameter.Default is not null);

    /// <summary>Null for a pattern that YARP's own validation refuses.</summary>
    public static RankedRoute? TryCreate(RouteConfig route) =>
        RoutePatterns.TryParse(string.IsNullOrEmpty(route.Match.Path) ? "/{**any}" : route.Match.Path) is { } pattern ? new RankedRoute(route, pattern) : null;

    private static string LiteralsOf(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content.ToUpperInvariant() : "{}"));
}
