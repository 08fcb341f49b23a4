using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>Routes a path as other servers would read it (<see cref="PathReadings"/>): every reading must lead to the same route and realm.</summary>
internal static class OtherReadings
{
    /// <summary>The maximum number of readings: as many as two paths have that contain everything a route may allow.</summary>
    public const int Most = 64;

    /// <param name="facts">The request.</param>
    /// <param name="route">The route of the request.</param>
    /// <param name="fault">Why the request is refused, as public text; null if all readings agree.</param>
    /// <returns>The number of readings.</returns>
    public static int Route(in RequestFacts facts, GatewayRoute route, out string? fault)
    {
        var readings = PathReadings.Of(facts.Path.ToString(), route.Model.ShortNames, Most);
        fault = readings.Count > Most ? "The path has too many possible readings."
            : IsAlike(facts, route, readings) ? null
            : "Another reading of the path belongs to another route.";
        return readings.Count;
    }

    // The realm may be part of the path.
    private static bool IsAlike(in RequestFacts facts, GatewayRoute route, IReadOnlyCollection<string> readings)
    {
        var model = route.Model;
        var realm = route.Realm?.For(facts.Request);
        foreach (var reading in readings)
        {
            var other = model.Table.FindLike(facts.Request!, facts.Method, reading);
            if (model.Own.IsOwn(other) || !ReferenceEquals(other.Route, route) || route.Realm?.For(other.Request) != realm)
                return false;
        }

        return true;
    }
}
