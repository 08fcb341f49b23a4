using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.ConfigFiles;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Compilation;

namespace TokenGateway.Commands.Config;

/// <summary><c>config check</c>.</summary>
internal static class ConfigCheckCommand
{
    public static Command Create()
    {
        var store = new Option<bool>("--store") { Description = "Also open the store and count references to roles and permissions that the file no longer defines." };
        var config = CommonOptions.Config();
        var command = new Command("check", """
            Check the configuration as `serve` does. Every error is a line; exit code 0 or 3.

            Examples:
              tokengateway config check
              tokengateway config check --config new.json --store
            """) { store, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var file = ConfigFile.Locate(parsed.GetValue(config));
            LoadedGateway loaded;
            try
            {
                loaded = OfflineGateway.LoadAsServed(file);
            }
            catch (ConfigurationInvalidException invalid)
            {
                foreach (var error in invalid.Errors)
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(error.ToString());
                return ExitCodes.Configuration;
            }

            var warnings = parsed.GetValue(store) ? await StoreWarnings.ReadAsync(file, cancellationToken) : [];
            await PrintAsync(parsed, loaded, warnings);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task PrintAsync(ParseResult parsed, LoadedGateway loaded, IEnumerable<string> more)
    {
        var (routes, clusters, roles) = (loaded.Routes.Count, loaded.Clusters.Count, loaded.Model.Access.Roles.All.Length);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"ok: {routes} routes, {clusters} clusters, {roles} roles");
        foreach (var warning in loaded.Model.Warnings.Concat(more))
            await parsed.InvocationConfiguration.Error.WriteLineAsync("warning: " + warning);
    }
}
