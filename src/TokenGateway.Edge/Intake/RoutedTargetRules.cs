using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Makes the forwarded target the one that routing matched. A prefix that the host moved to the path base before routing is
/// removed, as in YARP; any other change of path or query by the host is refused.
/// </summary>
internal static class RoutedTargetRules
{
    /// <returns>Null: applied; <see cref="RefusalCode.CannotForward"/>: the host rewrote the target; <see cref="RefusalCode.BadTarget"/>: the client encoded the path base.</returns>
    public static RefusalCode? Apply(EdgeRequest request)
    {
        var (prefix, path, query) = request.Routed;
        if (path is null)
            return null;
        var came = request.Came;
        if (query != came.Query || prefix + path != came.PathBase + came.Path)
            return RefusalCode.CannotForward;
        return prefix!.Length == 0 || prefix == came.PathBase || TryTakeOff(request, prefix) ? null : RefusalCode.BadTarget;
    }

    // Character by character: a percent-encoded prefix ends at a different position in the raw path.
    private static bool TryTakeOff(EdgeRequest request, string prefix)
    {
        if (!request.Path.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        var rest = request.Target[prefix.Length..];
        request.Target = rest is ['/', ..] ? rest : "/" + rest;
        request.PathLength = request.Target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? mark : request.Target.Length;
        return true;
    }
}
