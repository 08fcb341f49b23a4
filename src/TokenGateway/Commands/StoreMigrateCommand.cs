using System.CommandLine;
using TokenGateway.Configuration;
using TokenGateway.Edge.Hosting;
using TokenGateway.Storage;

namespace TokenGateway.Commands;

/// <summary><c>store migrate</c>.</summary>
internal static class StoreMigrateCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var command = new Command("migrate", """
            Bring the schema of the store up to this version of the program, after making a copy beside it. `serve` does
            the same when it starts; other commands refuse an older store.

            Stop gateways of an older version first: they do not open a store that is newer than they are.

            Examples:
              tokengateway store migrate
              tokengateway store migrate --config /etc/tokengateway/gateway.json
            """) { config };
        command.SetWork(async (parsed, _) =>
        {
            var file = ConfigFile.Locate(parsed.GetValue(config));
            var migration = StoreAccess.OnStore(OfflineGateway.LoadOnly(file).Written, file.Folder, options => Stores.Migrate(options, TimeProvider.System));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(migration is null
                ? "nothing to do: the store has the schema version of this program"
                : $"migrated: {migration.Path} from schema version {migration.From} to {migration.To}; the previous version is kept as {migration.Copy}");
            return ExitCodes.Done;
        });
        return command;
    }
}
