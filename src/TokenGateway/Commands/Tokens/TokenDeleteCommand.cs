using System.CommandLine;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token delete</c>.</summary>
internal static class TokenDeleteCommand
{
    public static Command Create() => TokenChange.Create("delete", """
        Delete tokens permanently.

        Also works while the configuration has errors, with the store alone.

        Examples:
          tokengateway token delete 7
          tokengateway token delete 7 8 9
        """,
        takesAway: true,
        (gateway, id, cancellationToken) => gateway.Tokens.DeleteAsync(gateway.Operator, id, cancellationToken),
        token => $"{TokenChange.Describe(token)} is deleted permanently.");
}
