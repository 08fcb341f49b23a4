using System.CommandLine;

namespace TokenGateway.Commands;

/// <summary><c>user</c>: the commands about users.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "Create, list and change users.")
    {
        UserCreateCommand.Create(),
    };
}
