using System.CommandLine;
using System.Globalization;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Hosting.Stores;
using TokenGateway.Storage;

namespace TokenGateway.Commands.Store;

/// <summary><c>store backup FILE</c>.</summary>
internal static class StoreBackupCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("FILE") { Description = "The file to write. It must not exist." };
        var config = CommonOptions.Config();
        var command = new Command("backup", """
            Back up the store. Safe while the gateway is running: the backup is consistent, and only you can read it.

            A PostgreSQL store is backed up with pg_dump.

            It does not contain the key of the audit log. Back that up as well.

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
                await error.WriteLineAsync("Also back up the audit log key, in another place (audit.key beside the store, or the key that TokenGateway:Audit names): the backup cannot be opened without it.");
                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                await error.WriteLineAsync($"Nothing was written: {failure.Message}");
                return ExitCodes.Refused;
            }
        });
        return command;
    }
}
