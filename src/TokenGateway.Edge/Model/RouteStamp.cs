using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model;

/// <summary>
/// Ties a YARP route to one of our generations. YARP reuses an endpoint whose <see cref="RouteConfig"/> is equal, and our
/// rules are not part of it: without the stamp, a change to a rule alone would not take effect.
/// </summary>
internal static class RouteStamp
{
    private const string Key = "TokenGateway.Generation";

    public static RouteConfig Put(RouteConfig route, string generationId)
    {
        var metadata = route.Metadata is null
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(route.Metadata, StringComparer.OrdinalIgnoreCase);
        metadata[Key] = generationId;
        return route with { Metadata = metadata };
    }

    public static GatewayRoute? Find(RouteConfig route, GatewayState state)
    {
        if (route.Metadata is null || !route.Metadata.TryGetValue(Key, out var id))
            return null;
        var model = state.CurrentOrNull is { } current && current.GenerationId == id ? current
            : state.Previous is { } previous && previous.GenerationId == id ? previous
            : null;
        return model?.Routes.GetValueOrDefault(route.RouteId);
    }
}
