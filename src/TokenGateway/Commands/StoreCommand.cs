using System.CommandLine;

namespace TokenGateway.Commands;

/// <summary><c>store</c>: the commands about the file that users and tokens are in.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", """
        Back up and check the store of users and tokens, also while the gateway is running.

        Examples:
          tokengateway store backup /var/backups/tokengateway.db
          tokengateway store check
        """)
    {
        StoreBackupCommand.Create(),
        StoreCheckCommand.Create(),
    };
}
