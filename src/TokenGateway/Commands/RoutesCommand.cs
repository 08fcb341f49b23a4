using System.CommandLine;
using System.Text.Json;
using TokenGateway.Configuration;
using TokenGateway.Core.Access;
using TokenGateway.Edge.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Commands;

/// <summary><c>routes</c>: what is forwarded where, and who may use it.</summary>
internal static class RoutesCommand
{
    public static Command Create()
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("routes", """
            List the routes and who may use them.

            Examples:
              tokengateway routes
              tokengateway routes --json
            """) { config, json };
        command.SetWork((parsed, _) =>
        {
            var loaded = OfflineGateway.LoadOnly(ConfigFile.Locate(parsed.GetValue(config)));
            List<RouteJson> routes = [.. loaded.Routes.Select(route => Describe(route, loaded.Model.Routes[route.RouteId]))];
            Write(parsed.InvocationConfiguration.Output, routes, parsed.GetValue(json));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static RouteJson Describe(RouteConfig route, GatewayRoute compiled) => new(
        route.RouteId, compiled.Pattern, route.Match.Methods ?? [], RuleOf(compiled), route.ClusterId, [.. compiled.PlaceTexts],
        [.. (compiled.Limits?.All ?? []).Select(limit => limit.Name)]);

    private static string RuleOf(GatewayRoute route) => route.Rule switch
    {
        RouteRule.Anonymous => "everyone, no token needed",
        RouteRule.Host => "the host application decides",
        _ => string.Join(" | ", route.Policy!.Entries.Select(EntryOf)),
    };

    private static string EntryOf(AccessEntry entry) =>
        (entry.Methods is { } methods ? string.Join(",", methods) + ": " : "") + entry.Condition.Description;

    private static void Write(TextWriter output, List<RouteJson> routes, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(routes, CommandJson.Default.ListRouteJson));
        else
            TextTable.Write(output, ["ID", "PATH", "METHODS", "CLUSTER", "CREDENTIALS", "LIMITS", "RULE"], [.. routes.Select(Row)]);
    }

    private static string[] Row(RouteJson route) =>
    [
        route.Id, route.Path, route.Methods.Count == 0 ? "any" : string.Join(",", route.Methods), route.Cluster ?? "-",
        string.Join(", ", route.Credentials), route.Limits.Count == 0 ? "-" : string.Join(", ", route.Limits), route.Rule,
    ];
}
