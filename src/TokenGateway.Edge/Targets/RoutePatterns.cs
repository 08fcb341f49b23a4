using Microsoft.AspNetCore.Routing.Patterns;

namespace TokenGateway.Edge.Targets;

/// <summary>Parses route paths as routing does.</summary>
internal static class RoutePatterns
{
    /// <returns>Null: not a pattern; YARP's own validation reports the reason.</returns>
    public static RoutePattern? TryParse(string path)
    {
        try
        {
            return RoutePatternFactory.Parse(path);
        }
        catch (RoutePatternException)
        {
            return null;
        }
    }
}
