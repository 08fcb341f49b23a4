using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Configuration;

public sealed class BootstrapFileTests
{
    private const string Good = "Zq7-kept-in-a-vault-91xWm";

    [Theory]
    [InlineData("short-value-12345", "has fewer than 20 characters, so it can be guessed")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "can be guessed")]
    [InlineData("please-changeme-in-production-7", "can be guessed")]
    [InlineData("two words of a long value", "must be one line of at most 1024 visible ASCII characters without spaces")]
    [InlineData("", "has fewer than 20 characters, so it can be guessed")]
    public async Task Token_that_can_be_guessed_is_refused_and_not_repeated(string value, string fault)
    {
        using var folder = Create("TokenFile", value);

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain($"TokenGateway:Bootstrap:TokenFile: the value in the file {fault}; `tokengateway token generate --offline` creates a good one");
        if (value.Length > 0)
            result.Error.ShouldNotContain(value);
    }

    [Theory]
    [InlineData("short", "a password has 12 to 256 characters, not 5")]
    [InlineData("administrator", "a password is not the user's id")]
    public async Task Password_that_none_may_have_is_refused(string value, string fault)
    {
        using var folder = Create("PasswordFile", value);

        (await folder.RunAsync("config", "check")).Error.ShouldStartWith($"TokenGateway:Bootstrap:PasswordFile: {fault} (gateway.json line ");
    }

    [Fact]
    public async Task Declared_administrator_is_shown_with_what_the_file_gives_and_nothing_of_the_files()
    {
        using var folder = Create("TokenFile", Good, more: ("PasswordFile", "correct horse battery"));

        (await folder.RunAsync("config", "check")).ExitCode.ShouldBe(0);
        (await folder.RunAsync("user", "show", "administrator")).Output.ShouldContain("password: set\n");
        (await folder.RunAsync("token", "show", "static:bootstrap", "--json")).Output.ShouldContain("\"manages\":[\"own\",\"tokens\",\"users\",\"settings\",\"audit\"]");
        var shown = (await folder.RunAsync("config", "show", "--effective")).Output + (await folder.RunAsync("config", "show")).Output;
        shown.ShouldContain("TokenFile");
        shown.ShouldNotContain(Good);
        shown.ShouldNotContain("correct horse battery");
    }

    [Fact]
    public async Task Environment_names_the_files_as_it_names_other_secrets()
    {
        using var folder = new SampleFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "token"), Good + "\n");

        var result = await CliProcess.RunAsync(folder.Path, new Dictionary<string, string>
        {
            ["TokenGateway__Bootstrap__User"] = "admin",
            ["TokenGateway__Bootstrap__Role"] = "Administrators",
            ["TokenGateway__Bootstrap__TOKEN_FILE"] = "token",
        }, "token", "show", "static:bootstrap", "--config", folder.ConfigPath);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("admin");
    }

    [Fact]
    public async Task Role_that_manages_no_users_is_warned_of()
    {
        using var folder = Create("TokenFile", Good, role: "Users");

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldContain("warning: Role Users of Bootstrap:User administrator does not manage users");
    }

    private static SampleFolder Create(string key, string content, string role = "Administrators", (string Key, string Content)? more = null)
    {
        var folder = new SampleFolder(sample =>
        {
            var bootstrap = new JsonObject { ["User"] = "administrator", ["Role"] = role, [key] = "first" };
            if (more is { } second)
                bootstrap[second.Key] = "second";
            sample["TokenGateway"]!["Bootstrap"] = bootstrap;
        });
        File.WriteAllText(Path.Combine(folder.Path, "first"), content);
        if (more is { } other)
            File.WriteAllText(Path.Combine(folder.Path, "second"), other.Content);
        return folder;
    }
}
