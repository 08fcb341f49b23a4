using System.CommandLine;

namespace TokenGateway.Commands.Users;

/// <summary><c>user enable</c>.</summary>
internal static class UserEnableCommand
{
    public static Command Create() => UserChange.Create("enable", """
        Enable a user again: the user's active tokens work again.

        Examples:
          tokengateway user enable alice
        """,
        takesAway: false,
        (gateway, id, cancellationToken) => gateway.Users.SetDisabledAsync(gateway.Operator, id, false, gateway.Model, cancellationToken),
        (user, tokens) => $"User {user.Id} is enabled and has {tokens}; the active ones work again.");
}
