using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Hosting.Stores;
using TokenGateway.Storage;

namespace TokenGateway.Commands.Store;

/// <summary><c>store migrate</c>.</summary>
internal static class StoreMigrateCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var command = new Command("migrate", """
            Migrate the store's schema to this version, after making a copy beside a SQLite file. `serve` does
            the same when it starts; other commands refuse an older store.

            SQLite: stop gateways of an older version first. PostgreSQL: the version before goes on beside this one.

            Examples:
              tokengateway store migrate
              tokengateway store migrate --config /etc/tokengateway/gateway.json
            """) { config };
        command.SetWork(async (parsed, _) =>
        {
            var file = ConfigFile.Locate(parsed.GetValue(config));
            var migration = StoreAccess.OnStore(OfflineGateway.LoadOnly(file).Written, file.Folder, options => Stores.Migrate(options, TimeProvider.System));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(migration is null
                ? "nothing to do: the store already has this program's schema version"
                : $"migrated: {migration.Path} from schema version {migration.From} to {migration.To}{(migration.Copy is { } copy ? $"; the previous version was saved as {copy}" : "")}");
            return ExitCodes.Done;
        });
        return command;
    }
}
