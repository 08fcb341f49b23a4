using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Explaining;
using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Commands.Config;

/// <summary><c>routes</c>: the target and access rule of each route.</summary>
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
            List<RouteView> routes = [.. RouteTexts.Describe(loaded)];
            Write(parsed.InvocationConfiguration.Output, routes, parsed.GetValue(json));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Write(TextWriter output, List<RouteView> routes, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(routes, CommandJson.Default.ListRouteView));
        else
            TextTable.Write(output, ["ID", "PATH", "METHODS", "CLUSTER", "CREDENTIALS", "LIMITS", "RULE"], [.. routes.Select(Row)]);
    }

    private static string[] Row(RouteView route) =>
    [
        route.Id, route.Path, route.Methods.Count == 0 ? "any" : string.Join(",", route.Methods), route.Cluster ?? "-",
        string.Join(", ", route.Credentials), route.Limits.Count == 0 ? "-" : string.Join(", ", route.Limits), route.Rule,
    ];
}
