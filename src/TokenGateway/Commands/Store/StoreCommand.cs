using System.CommandLine;

namespace TokenGateway.Commands.Store;

/// <summary><c>store</c>: the commands about the store of users and tokens.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", """
        Back up, check, copy and migrate the store of users and tokens.

        Examples:
          tokengateway store backup /var/backups/tokengateway.db
          tokengateway store check
          tokengateway store migrate
          tokengateway store copy --to postgresql.json
        """)
    {
        StoreBackupCommand.Create(),
        StoreCheckCommand.Create(),
        StoreCopyCommand.Create(),
        StoreMigrateCommand.Create(),
    };
}
