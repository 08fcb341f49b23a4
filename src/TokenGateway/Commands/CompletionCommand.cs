using System.CommandLine;

namespace TokenGateway.Commands;

/// <summary><c>completion</c>: prints a shell script that completes commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", """
            Print a shell completion script.

            Examples:
              source <(tokengateway completion bash)
              tokengateway completion bash > /etc/bash_completion.d/tokengateway
              tokengateway completion zsh > "${fpath[1]}/_tokengateway"
              tokengateway completion fish > ~/.config/fish/completions/tokengateway.fish
            """) { shell };
        command.SetWork(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(CompletionScripts.All[parsed.GetRequiredValue(shell)]);
            return ExitCodes.Done;
        });
        return command;
    }
}
