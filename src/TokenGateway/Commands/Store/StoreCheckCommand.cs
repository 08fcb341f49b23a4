using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Hosting.Stores;
using TokenGateway.Storage;

namespace TokenGateway.Commands.Store;

/// <summary><c>store check</c>: exit code 0 means intact, 4 damaged.</summary>
internal static class StoreCheckCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var command = new Command("check", """
            Check every row and every index of the store for damage, and whether rows are missing: an unfinished copy,
            a log that was cut, a backup restored in part. Safe while the gateway is running; changes nothing.
            Exit code 0: intact, 4: damaged or not readable.

            Examples:
              tokengateway store check
              tokengateway store check --config /etc/tokengateway/gateway.json
            """) { config };
        command.SetWork(async (parsed, _) =>
        {
            var file = ConfigFile.Locate(parsed.GetValue(config));
            var report = StoreAccess.OnStore(OfflineGateway.LoadOnly(file).Written, file.Folder, Stores.Check);
            foreach (var warning in report.Warnings)
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"warning: {warning}");
            foreach (var fault in report.Faults)
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"damaged: {fault}");
            if (report.Faults.Count > 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("Stop every process that uses the store and restore a backup (docs/operations.md).");
                return ExitCodes.Store;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"intact: {report.Path}, schema version {report.SchemaVersion}, {report.Users} users, {report.Tokens} tokens");
            return ExitCodes.Done;
        });
        return command;
    }
}
