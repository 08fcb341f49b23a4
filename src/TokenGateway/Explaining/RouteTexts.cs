using TokenGateway.Core.Access;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;
using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Explaining;

/// <summary>Describes routes and their rules in words.</summary>
internal static class RouteTexts
{
    /// <summary>Every route of a generation, in the order of the file.</summary>
    public static IReadOnlyList<RouteView> Describe(LoadedGateway loaded) =>
    [
        .. loaded.Routes.Select(route => (Written: route, Compiled: loaded.Model.Routes[route.RouteId])).Select(one => new RouteView(
            one.Written.RouteId, one.Compiled.Pattern, one.Written.Match.Methods ?? [], RuleOf(one.Compiled), one.Written.ClusterId, [.. one.Compiled.PlaceTexts],
            [.. (one.Compiled.Limits?.All ?? []).Select(limit => limit.Name)])),
    ];

    public static string EntryOf(AccessEntry entry) =>
        (entry.Methods is { } methods ? string.Join(",", methods) + ": " : "") + entry.Condition.Description;

    public static string RuleOf(GatewayRoute route) => route.Rule switch
    {
        RouteRule.Anonymous => "everyone, no token needed",
        RouteRule.Host => "the host application decides",
        _ => string.Join(" | ", route.Policy!.Entries.Select(EntryOf)),
    };
}
