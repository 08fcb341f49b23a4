using System.CommandLine;
using System.Runtime.InteropServices;
using TokenGateway.Commands;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => [.. AllOf(RootCommandFactory.Create()).Select(one => one.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_every_command_shows_examples(string path)
    {
        var result = await Cli.RunAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("Examples:");
        result.Output.Split("Examples:").Length.ShouldBe(2, "the examples of the commands below do not belong here");
        result.Output.ShouldContain($"tokengateway {path}".TrimEnd());
    }

    [Theory]
    [InlineData("tokn list", "Unrecognized command or argument 'tokn'. Did you mean \"token\"?")]
    [InlineData("token lst", "Unrecognized command or argument 'lst'. Did you mean \"list\"?")]
    [InlineData("token create --usr alice", "Unrecognized command or argument '--usr'. Did you mean \"--user\"?")]
    [InlineData("token create", "Option '--user' is required.")]
    [InlineData("token show", "Required argument 'ID' missing for command: 'show'.")]
    [InlineData("routes --json=maybe", "Unrecognized command or argument 'maybe'.")]
    public async Task Wrong_command_line_ends_with_2_and_points_at_the_help(string line, string message)
    {
        var result = await Cli.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldStartWith(message);
        result.Error.ShouldContain("See `tokengateway ");
    }

    [Theory]
    [InlineData("--config x token list", "'--config' is an option of `tokengateway token list`: write it after the command, `tokengateway token list --config ...`.")]
    [InlineData("--config=x token list", "'--config' is an option of `tokengateway token list`: write it after the command, `tokengateway token list --config ...`.")]
    [InlineData("token --config x list", "'--config' is an option of `tokengateway token list`: write it after the command, `tokengateway token list --config ...`.")]
    [InlineData("--config x", "'--config' belongs after its command: `tokengateway COMMAND --config ...`.")]
    [InlineData("--json token", "'--json' belongs after its command: `tokengateway token COMMAND --json ...`.")]
    public async Task Option_before_its_command_is_told_where_it_belongs(string line, string message)
    {
        var result = await Cli.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(2);
        result.Error.Split('\n')[0].ShouldBe(message);
        result.Error.ShouldNotContain("Did you mean");
        result.Error.ShouldNotContain("'x'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("token")]
    [InlineData("config")]
    public async Task Unfinished_command_line_shows_the_help_on_standard_error_and_ends_with_2(string line)
    {
        var result = await Cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain("Usage:");
    }

    [Fact]
    public async Task Value_in_a_place_that_is_none_is_not_repeated()
    {
        var value = new Core.Tokens.StandardTokenFormat("tgw").Create(7);

        var result = await Cli.RunAsync("routes", value);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldNotContain(value);
        result.Error.ShouldStartWith("Unrecognized command or argument '...'.");
    }

    [Fact]
    public async Task Version_names_the_program_and_the_runtime()
    {
        var result = await Cli.RunAsync("--version");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldMatch(@"^tokengateway \d+\.\d+\.\d+");
        result.Output.ShouldContain(RuntimeInformation.FrameworkDescription);
    }

    private static IEnumerable<(Command Command, string Path)> AllOf(Command command, string path = "") =>
        command.Subcommands.SelectMany(below => AllOf(below, $"{path} {below.Name}".TrimStart())).Prepend((command, path));
}
