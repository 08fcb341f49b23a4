using System.CommandLine;
using System.Globalization;
using TokenGateway.Configuration;
using TokenGateway.Edge.Hosting;
using TokenGateway.Storage;

namespace TokenGateway.Commands;

/// <summary><c>store backup FILE</c>.</summary>
internal static class StoreBackupCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("FILE") { Description = "Where the copy is written. Nothing may be there yet." };
        var config = CommonOptions.Config();
        var command = new Command("backup", """
            Copy the store as it is at this moment, also while the gateway serves from it and writes. Only you can read the copy.

            The key of the audit log is not in it: keep a copy of that, too.

            Examples:
              tokengateway store backup /var/backups/tokengateway.db
              tokengateway store backup "backup-$(date +%F).db"
            """) { target, config };
        command.SetWork(async (parsed, _) =>
        {
            var file = ConfigFile.Locate(parsed.GetValue(config));
            var written = OfflineGateway.LoadOnly(file).Written;
            var path = Path.GetFullPath(parsed.GetRequiredValue(target));
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var backup = StoreAccess.OnStore(written, file.Folder, options => Stores.Backup(options, path));
                await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Wrote {backup.Path}: {backup.Size:N0} bytes, schema version {backup.SchemaVersion}."));
                await error.WriteLineAsync("Keep the key of the audit log with it (audit.key beside the store, or what TokenGateway:Audit names): without it the copy does not open.");
                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"Nothing was written: {failure.Message}");
                return ExitCodes.Refused;
            }
        });
        return command;
    }
}
