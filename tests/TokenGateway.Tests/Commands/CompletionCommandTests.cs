using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _tokengateway tokengateway")]
    [InlineData("zsh", "#compdef tokengateway")]
    [InlineData("fish", "complete -c tokengateway")]
    public async Task Script_is_printed_for_a_shell(string shell, string part)
    {
        var result = await Cli.RunAsync("completion", shell);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain(part);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Shell_without_a_script_is_refused_with_those_that_have_one()
    {
        var result = await Cli.RunAsync("completion", "tcsh");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("bash");
        result.Error.ShouldContain("fish");
    }

    [Theory]
    [InlineData("tokengateway hea", "healthcheck")]
    [InlineData("tokengateway token del", "delete")]
    [InlineData("tokengateway token list --conf", "--config")]
    [InlineData("tokengateway completion ", "--help bash fish zsh")]
    [InlineData("tokengateway -", "--help --version")]
    [InlineData("tokengateway nothing-like-it", "")]
    public async Task Bash_completes_the_word_at_the_cursor(string line, string expected)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("tgw-completion-");
        try
        {
            var program = Path.Combine(folder.FullName, "tokengateway");
            await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{ChildProcess.Beside("tokengateway.dll")}' \"$@\"\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            await using var bash = ChildProcess.Start("bash", "--norc", "-c", """
                PATH="$1:$PATH"
                source <(tokengateway completion bash)
                COMP_LINE="$2" COMP_POINT=${#2}
                read -ra COMP_WORDS <<< "$2"
                [[ "$2" == *' ' ]] && COMP_WORDS+=("")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _tokengateway
                echo "${COMPREPLY[@]}"
                """, "bash", folder.FullName, line);

            (await bash.ExitAsync()).ShouldBe(0, string.Join('\n', bash.Error));
            bash.Output.ShouldHaveSingleItem().Split(' ').Order(StringComparer.Ordinal).ShouldBe(expected.Split(' '));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
