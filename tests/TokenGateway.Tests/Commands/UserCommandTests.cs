using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

public sealed class UserCommandTests
{
    [Fact]
    public async Task Created_user_is_listed_and_shown()
    {
        using var folder = new SampleFolder();

        var created = await folder.RunAsync("user", "create", "--id", "alice", "--email", "alice@example.com", "--role", "Engineers", "--json");

        created.ExitCode.ShouldBe(0);
        JsonNode.Parse(created.Output)!["roles"]!.ToJsonString().ShouldBe("[\"Engineers\"]");
        (await folder.RunAsync("user", "list")).Output.ShouldBe("""
            NUMBER  ID     KIND    STATE    DECLARED  PASSWORD  CREATES  ROLES      REALMS   MAINTAINERS  EMAIL              NAME
            1       alice  person  enabled  no        no        no       Engineers  default  -            alice@example.com  -

            """);
        var shown = await folder.RunAsync("user", "show", "alice");
        shown.Output.ShouldContain("number:   1\n");
        shown.Output.ShouldContain("password: none\n");
        shown.Output.ShouldContain("email:    alice@example.com\n");
        shown.Output.ShouldContain("tokens:   0\n");
        shown.Output.ShouldContain("realms:   default\n");
    }

    [Theory]
    [InlineData("[\"prod\",\"stage\"]", "--realm", "stage", "--realm", "prod", "--realm", "stage")]
    [InlineData("[\"*\"]", "--realm", "*")]
    [InlineData("[\"default\"]")]
    public async Task Created_user_has_the_realms_that_are_named(string expected, params string[] realms)
    {
        using var folder = new SampleFolder();

        var created = await folder.RunAsync(["user", "create", "alice", "--role", "Users", "--json", .. realms]);

        JsonNode.Parse(created.Output)!["realms"]!.ToJsonString().ShouldBe(expected);
        JsonNode.Parse((await folder.RunAsync("user", "show", "alice", "--json")).Output)!["realms"]!.ToJsonString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("[\"prod\",\"stage\"]", "alice", "stage", "prod")]
    [InlineData("[\"prod\"]", "--id", "alice", "prod")]
    [InlineData("[\"*\"]", "alice", "prod", "*")]
    public async Task Realms_are_replaced_by_those_named(string expected, params string[] args)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync(["user", "set-realm", .. args, "--json"]);

        result.ExitCode.ShouldBe(0, result.Error);
        JsonNode.Parse(result.Output)!["realms"]!.ToJsonString().ShouldBe(expected);
        JsonNode.Parse((await folder.RunAsync("audit", "list", "--action", "user.realms_changed", "--json")).Output)!.ToJsonString().ShouldContain(expected);
    }

    [Theory]
    [InlineData("Name the realms: `user set-realm ID REALM...`.", "alice")]
    [InlineData("--realm ' prod': a realm is 1 to 100 printable characters without surrounding white space; * means all.", "alice", "default", " prod")]
    public async Task Realms_that_are_none_are_named(string message, params string[] args)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync(["user", "set-realm", .. args]);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Token_of_a_realm_that_its_owner_lost_is_neither_rotated_nor_switched_on()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers", "--realm", "prod");
        await folder.CreateTokenAsync("alice", "--realm", "prod");
        await folder.RunAsync("token", "deactivate", "1");
        await folder.RunAsync("user", "set-realm", "alice", "default");

        foreach (var change in new[] { "rotate", "activate" })
        {
            var refused = await folder.RunAsync("token", change, "1");
            (refused.ExitCode, refused.Error.Trim()).ShouldBe((1, "alice does not have realm prod, only default. (realm_not_held)"));
        }

        await folder.RunAsync("user", "set-realm", "alice", "default", "prod");
        (await folder.RunAsync("token", "activate", "1")).ExitCode.ShouldBe(0);
        (await folder.RunAsync("token", "rotate", "1")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("alice", "Users", "Administrators")]
    [InlineData("--id", "alice", "Users", "Administrators")]
    public async Task Roles_are_replaced_by_those_named(params string[] args)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync(["user", "set-role", .. args, "--json"]);

        result.ExitCode.ShouldBe(0);
        JsonNode.Parse(result.Output)!["roles"]!.ToJsonString().ShouldBe("[\"Users\",\"Administrators\"]");
    }

    [Fact]
    public async Task Disabled_user_is_told_with_the_tokens_that_die_and_comes_back()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");
        await folder.CreateTokenAsync("alice");

        var off = await folder.RunAsync("user", "disable", "alice");

        off.ExitCode.ShouldBe(0);
        off.Error.ShouldBe("User alice is disabled: 2 tokens refused from now on. `tokengateway user enable alice` undoes this.\n");
        (await folder.RunAsync("user", "show", "alice")).Output.ShouldContain("state:    disabled\n");

        var on = await folder.RunAsync("user", "enable", "--id", "alice");

        on.Error.ShouldBe("User alice is enabled and has 2 tokens; the active ones work again.\n");
        (await folder.RunAsync("user", "show", "alice")).Output.ShouldContain("state:    enabled\n");
    }

    [Fact]
    public async Task Deleted_user_takes_all_tokens_along_and_says_how_many()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");
        await folder.CreateTokenAsync("alice");

        var result = await folder.RunAsync("user", "delete", "alice");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBe("User alice is deleted, and 2 tokens with it.\n");
        (await folder.RunAsync("token", "list", "--json")).Output.ShouldBe("[]\n");
        (await folder.RunAsync("user", "show", "alice")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Declared_user_is_listed_and_changed_in_the_file_only()
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!["Users"] = JsonNode.Parse("""{ "bob": { "Roles": ["Users"] } }"""));

        (await folder.RunAsync("user", "list", "--json")).Output.ShouldContain("\"id\":\"bob\"");
        var result = await folder.RunAsync("user", "delete", "bob");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe("User bob is declared in the configuration file: change it there. (declared_in_file)\n");
    }

    [Theory]
    [InlineData(1, "User bob does not exist. (user_not_found)", "show", "bob")]
    [InlineData(1, "User bob does not exist. (user_not_found)", "delete", "bob")]
    [InlineData(1, "User bob does not exist. (user_not_found)", "disable", "bob")]
    [InlineData(1, "User bob does not exist. (user_not_found)", "set-role", "bob", "Users")]
    [InlineData(1, "User alice already exists. (user_exists)", "create", "alice", "--role", "Users")]
    [InlineData(1, "ALICE is too similar to user alice: ids and e-mail addresses must differ by more than case or look-alike characters. (user_exists)", "create", "ALICE", "--role", "Users")]
    [InlineData(1, "An e-mail address is one address, as in alice@example.com. (invalid_value)", "create", "bob", "--role", "Users", "--email", "bob@example.com,root@example.com")]
    [InlineData(1, "Role Nope does not exist. Roles: Administrators, Engineers, Users. (role_unknown)", "set-role", "alice", "Nope")]
    [InlineData(2, "Name the roles: `user set-role ID ROLE...`.", "set-role", "alice")]
    [InlineData(2, "Name the user: either `ID` or `--id ID`.", "delete")]
    [InlineData(2, "Name the user: either `ID` or `--id ID`.", "delete", "alice", "--id", "alice")]
    public async Task Refusals_say_why(int exitCode, string message, params string[] args)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync(["user", .. args]);

        result.ExitCode.ShouldBe(exitCode);
        result.Error.ShouldBe(message + "\n");
        result.Output.ShouldBeEmpty();
    }
}
