using System.CommandLine;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token deactivate</c>.</summary>
internal static class TokenDeactivateCommand
{
    public static Command Create() => TokenChange.Create("deactivate", """
        Deactivate tokens; they can be activated again.

        Also works while the configuration has errors, with the store alone.

        Examples:
          tokengateway token deactivate 7
        """,
        takesAway: true,
        (gateway, id, cancellationToken) => gateway.Tokens.DeactivateAsync(gateway.Operator, id, cancellationToken),
        token => $"{TokenChange.Describe(token)} is deactivated and refused from now on. `tokengateway token activate {token.Id}` activates it again.");
}
