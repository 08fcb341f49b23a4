using Microsoft.AspNetCore.Routing.Patterns;

namespace TokenGateway.Edge.Targets;

/// <summary>Reads the paths of routes as routing does.</summary>
internal static class RoutePatterns
{
    /// <returns>Null: no pattern; YARP's own validation reports it with the reason.</returns>
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
