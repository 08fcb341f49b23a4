using System.CommandLine;

namespace TokenGateway.Commands.Store;

/// <summary><c>store</c>: the commands about the file that users and tokens are in.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", """
        Back up, check and migrate the store of users and tokens.

        Examples:
          tokengateway store backup /var/backups/tokengateway.db
          tokengateway store check
          tokengateway store migrate
        """)
    {
        StoreBackupCommand.Create(),
        StoreCheckCommand.Create(),
        StoreMigrateCommand.Create(),
    };
}
