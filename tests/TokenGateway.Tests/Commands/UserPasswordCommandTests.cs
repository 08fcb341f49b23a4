using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

/// <summary>As processes of their own: passwords come by standard input.</summary>
public sealed class UserPasswordCommandTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task User_is_created_with_the_password_of_standard_input_and_shown_to_have_one()
    {
        using var folder = new SampleFolder();

        var created = await RunAsync(folder, Password + "\n", "user", "create", "admin", "--role", "Administrators", "--can-create-tokens", "--password-stdin", "--json");

        created.ExitCode.ShouldBe(0, created.Error);
        var json = JsonNode.Parse(created.Output)!;
        (json["hasPassword"]!.GetValue<bool>(), json["canCreateTokens"]!.GetValue<bool>(), json["number"]!.GetValue<long>()).ShouldBe((true, true, 1));
        (await folder.RunAsync("user", "show", "admin")).Output.ShouldContain("password: set\n");
        (created.Output + created.Error).ShouldNotContain(Password);
    }

    [Fact]
    public async Task Password_is_set_and_taken_away()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Users");

        var set = await RunAsync(folder, Password, "user", "set-password", "alice", "--password-stdin");
        set.ExitCode.ShouldBe(0, set.Error);
        set.Error.ShouldBe("User alice has a new password; all sessions were ended.\n");
        (await folder.RunAsync("user", "show", "alice")).Output.ShouldContain("password: set\n");

        (await folder.RunAsync("user", "set-password", "alice", "--remove")).Error.ShouldBe("User alice no longer has a password; all sessions were ended.\n");
        (await folder.RunAsync("user", "show", "alice")).Output.ShouldContain("password: none\n");
    }

    [Theory]
    [InlineData("short", "A password has 12 to 256 characters, not 5.")]
    [InlineData("", "Standard input has no password.")]
    [InlineData("administrator", "A password is not the user's id.")]
    public async Task Password_that_none_may_have_is_a_usage_error(string input, string message)
    {
        using var folder = new SampleFolder();

        var result = await RunAsync(folder, input + "\n", "user", "create", "administrator", "--role", "Users", "--password-stdin");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe(message + "\n");
        (await folder.RunAsync("user", "list", "--json")).Output.ShouldBe("[]\n");
    }

    [Fact]
    public async Task Mark_before_the_password_is_none_of_it()
    {
        using var folder = new SampleFolder();
        var longest = new string('p', 256);

        var created = await RunAsync(folder, $"\uFEFF{longest}\r\n", "user", "create", "alice", "--role", "Users", "--password-stdin");

        created.ExitCode.ShouldBe(0, created.Error);
    }

    [Theory]
    [InlineData("c\0o\0r\0r\0e\0c\0t\0 \0h\0o\0r\0s\0e\0\n\0")]
    [InlineData("\0c\0o\0r\0r\0e\0c\0t\0 \0h\0o\0r\0s\0e\0\n")]
    public async Task Password_in_another_encoding_is_a_usage_error(string input)
    {
        using var folder = new SampleFolder();

        var result = await RunAsync(folder, input, "user", "create", "alice", "--role", "Users", "--password-stdin");

        (result.ExitCode, result.Error).ShouldBe((2, "Standard input is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8\n"));
    }

    [Fact]
    public async Task Without_a_terminal_the_option_is_named()
    {
        using var folder = new SampleFolder();

        var result = await RunAsync(folder, "", "user", "set-password", "alice");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe("There is no terminal to prompt on. Pass the password on standard input with --password-stdin.\n");
    }

    [Fact]
    public async Task Right_to_make_tokens_is_given_and_taken()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Users");

        JsonNode.Parse((await folder.RunAsync("user", "set-creator", "alice", "--json")).Output)!["canCreateTokens"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode.Parse((await folder.RunAsync("user", "set-creator", "alice", "--revoke", "--json")).Output)!["canCreateTokens"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static Task<CliResult> RunAsync(SampleFolder folder, string input, params string[] args) =>
        CliProcess.RunAsync(folder.Path, new Dictionary<string, string>(), input, [.. args, "--config", folder.ConfigPath]);
}
