using System.CommandLine;

namespace TokenGateway.Commands.Users;

/// <summary><c>user delete</c>.</summary>
internal static class UserDeleteCommand
{
    public static Command Create() => UserChange.Create("delete", """
        Delete a user and all the user's tokens permanently.

        Also works while the configuration has errors, with the store alone.

        Examples:
          tokengateway user delete alice
        """,
        takesAway: true,
        (gateway, id, cancellationToken) => gateway.Users.DeleteAsync(gateway.Operator, id, gateway.Model, cancellationToken),
        (user, tokens) => $"User {user.Id} is deleted, and {tokens} with it.");
}
