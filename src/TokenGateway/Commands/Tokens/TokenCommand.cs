using System.CommandLine;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token</c>: the commands about tokens.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", """
        Create, list and change tokens.

        Examples:
          tokengateway token create --user alice --name ci --expires-in 30d
          tokengateway token list --user alice
        """)
    {
        TokenCreateCommand.Create(),
        TokenListCommand.Create(),
        TokenShowCommand.Create(),
        TokenDeactivateCommand.Create(),
        TokenActivateCommand.Create(),
        TokenRotateCommand.Create(),
        TokenDeleteCommand.Create(),
        TokenImportCommand.Create(),
        TokenGenerateCommand.Create(),
        TokenInspectCommand.Create(),
    };
}
