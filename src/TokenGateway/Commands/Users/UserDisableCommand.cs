using System.CommandLine;

namespace TokenGateway.Commands.Users;

/// <summary><c>user disable</c>.</summary>
internal static class UserDisableCommand
{
    public static Command Create() => UserChange.Create("disable", """
        Disable a user: all the user's tokens are refused.

        Also works while the configuration has errors, with the store alone.

        Examples:
          tokengateway user disable alice
        """,
        takesAway: true,
        (gateway, id, cancellationToken) => gateway.Users.SetDisabledAsync(gateway.Operator, id, true, gateway.Model, cancellationToken),
        (user, tokens) => $"User {user.Id} is disabled: {tokens} refused from now on. `tokengateway user enable {user.Id}` undoes this.");
}
