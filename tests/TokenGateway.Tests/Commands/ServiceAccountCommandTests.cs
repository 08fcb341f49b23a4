using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class ServiceAccountCommandTests
{
    [Fact]
    public async Task Account_is_created_listed_and_given_other_maintainers()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateUserAsync("bob", "Engineers");

        var created = await folder.RunAsync("user", "create", "ci-bot", "--service", "--role", "Engineers", "--maintainer", "bob", "--maintainer", "alice");

        created.ExitCode.ShouldBe(0, created.Error);
        created.Output.ShouldBe("ci-bot  Engineers  (service account, maintained by alice, bob)\n");
        created.Error.ShouldBeEmpty();
        (await folder.RunAsync("user", "list")).Output.ShouldContain("ci-bot  service");
        var changed = await folder.RunAsync("user", "set-maintainers", "ci-bot", "bob", "--json");
        JsonNode.Parse(changed.Output)!["maintainers"]!.ToJsonString().ShouldBe("[\"bob\"]");
        (await folder.RunAsync("user", "show", "ci-bot")).Output.ShouldContain("maintainers: bob\n");
    }

    [Fact]
    public async Task Nobody_left_to_maintain_an_account_is_a_warning()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        (await folder.RunAsync("user", "create", "lonely", "--service", "--role", "Users")).Error.ShouldContain("warning: service account lonely has no enabled maintainer");
        (await folder.RunAsync("user", "create", "ci-bot", "--service", "--role", "Users", "--maintainer", "alice")).Error.ShouldBeEmpty();
        (await folder.RunAsync("user", "disable", "alice")).Error.ShouldContain("warning: service account ci-bot has no enabled maintainer");
        (await folder.RunAsync("user", "show", "ci-bot")).Output.ShouldContain("maintainers: alice (disabled)\n");
        (await folder.RunAsync("user", "enable", "alice")).Error.ShouldNotContain("warning");
        (await folder.RunAsync("user", "delete", "alice")).Error.ShouldContain("warning: service account ci-bot has no enabled maintainer");
        var none = await folder.RunAsync("user", "set-maintainers", "--id", "ci-bot", "--none");
        (none.ExitCode, none.Output).ShouldBe((0, "ci-bot  Users  (service account, maintained by nobody)\n"), none.Error);
        (await folder.RunAsync("user", "list")).Output.ShouldContain("service, unmaintained");
    }

    [Theory]
    [InlineData("Use --service or --password-stdin", "create", "x", "--service", "--role", "Users", "--password-stdin")]
    [InlineData("Add --service", "create", "x", "--role", "Users", "--maintainer", "alice")]
    [InlineData("does not exist. (user_not_found)", "create", "x", "--service", "--role", "Users", "--maintainer", "nobody")]
    [InlineData("(service_account)", "create", "x", "--service", "--role", "Users", "--maintainer", "ci-bot")]
    [InlineData("(service_account)", "set-maintainers", "ci-bot", "ci-bot")]
    [InlineData("is a person", "set-maintainers", "alice", "alice")]
    [InlineData("or use --none", "set-maintainers", "ci-bot")]
    [InlineData("or use --none", "set-maintainers", "ci-bot", "alice", "--none")]
    [InlineData("Name the service account", "set-maintainers")]
    public async Task Wrong_use_is_refused(string expected, params string[] args)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.RunAsync("user", "create", "ci-bot", "--service", "--role", "Users");

        var result = await folder.RunAsync(["user", .. args]);

        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain(expected);
        (await folder.RunAsync("user", "show", "x")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task Account_gets_no_password()
    {
        using var folder = new SampleFolder();
        await folder.RunAsync("user", "create", "ci-bot", "--service", "--role", "Users");

        (await CliProcess.RunAsync(folder.Path, new Dictionary<string, string>(), "correct horse battery\n", ["user", "set-password", "ci-bot", "--password-stdin", "--config", folder.ConfigPath])).Error.ShouldContain("(service_account)");
    }
}
