using System.CommandLine;

namespace TokenGateway.Commands.Users;

/// <summary><c>user</c>: the commands about users.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", """
        Create, list and change users.

        Examples:
          tokengateway user create alice --email alice@example.com --role Engineers
          tokengateway user create ci-bot --service --role Engineers --maintainer alice
          tokengateway user list
        """)
    {
        UserCreateCommand.Create(),
        UserListCommand.Create(),
        UserShowCommand.Create(),
        UserSetRoleCommand.Create(),
        UserSetRealmCommand.Create(),
        UserSetPasswordCommand.Create(),
        UserSetCreatorCommand.Create(),
        UserSetMaintainersCommand.Create(),
        UserDisableCommand.Create(),
        UserEnableCommand.Create(),
        UserDeleteCommand.Create(),
    };
}
