using System.CommandLine;

namespace TokenGateway.Commands;

/// <summary><c>token deactivate</c>.</summary>
internal static class TokenDeactivateCommand
{
    public static Command Create() => TokenChange.Create("deactivate", """
        Switch tokens off; they can be switched on again.

        Also works while the configuration has errors, with the store alone.

        Examples:
          tokengateway token deactivate 7
        """,
        takesAway: true,
        (gateway, id, cancellationToken) => gateway.Tokens.DeactivateAsync(gateway.Operator, id, cancellationToken),
        token => $"{TokenChange.Describe(token)} is switched off and refused from now on. `tokengateway token activate {token.Id}` switches it on again.");
}
