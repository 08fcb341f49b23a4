using System.CommandLine;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token activate</c>.</summary>
internal static class TokenActivateCommand
{
    public static Command Create() => TokenChange.Create("activate", """
        Activate tokens again; expired and deleted ones stay refused.

        Examples:
          tokengateway token activate 7
        """,
        takesAway: false,
        (gateway, id, cancellationToken) => gateway.Tokens.ActivateAsync(gateway.Operator, id, gateway.Model, cancellationToken),
        token => $"{TokenChange.Describe(token)} is active again.");
}
