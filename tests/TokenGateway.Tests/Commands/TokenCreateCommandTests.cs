using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

public sealed class TokenCreateCommandTests
{
    [Fact]
    public async Task Json_is_exactly_the_contract()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync("token", "create", "--user", "alice", "--name", "ci", "--json");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        var token = JsonNode.Parse(result.Output)!.AsObject();
        token.Select(pair => pair.Key).ShouldBe(["id", "token", "name", "owner", "role", "permissions", "realm", "expiresAt", "hint"]);
        var value = token["token"]!.GetValue<string>();
        value.ShouldMatch("^tgw_1_[0-9A-Za-z]{49}$");
        token["token"] = null;
        token.ToJsonString().ShouldBe(
            "{\"id\":1,\"token\":null,\"name\":\"ci\",\"owner\":\"alice\",\"role\":\"Engineers\",\"permissions\":[\"orders:read\",\"orders:write\"],"
            + $"\"realm\":\"default\",\"expiresAt\":null,\"hint\":\"tgw_1_...{value[^4..]}\"}}");
    }

    [Fact]
    public async Task Value_stands_alone_on_standard_output_and_nowhere_else()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync("token", "create", "--user", "alice", "--name", "ci");

        result.Output.ShouldMatch("^tgw_1_[0-9A-Za-z]{49}\\n\\z");
        result.Error.ShouldContain("Token 1 \"ci\" of alice: role Engineers, permissions orders:read, orders:write, realm default, never expires.");
        result.Error.ShouldNotContain(result.Output.Trim());
        (await folder.RunAsync("token", "list", "--json")).Output.ShouldNotContain(result.Output.Trim());
        (await folder.RunAsync("token", "show", "1", "--json")).Output.ShouldNotContain(result.Output.Trim());
    }

    [Fact]
    public async Task Limits_realm_and_end_are_taken()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers", "--realm", "prod");

        var token = await folder.CreateTokenAsync(
            "alice", "--name", "ro", "--role", "Users", "--permission", "orders:read", "--realm", "prod", "--expires-at", "2099-01-31T12:00:00Z");

        token["role"]!.GetValue<string>().ShouldBe("Users");
        token["permissions"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["orders:read"]);
        token["realm"]!.GetValue<string>().ShouldBe("prod");
        token["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(new DateTimeOffset(2099, 1, 31, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Time_to_live_is_counted_from_now()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        var before = TimeProvider.System.GetUtcNow();

        var token = await folder.CreateTokenAsync("alice", "--expires-in", "30d");

        token["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBeInRange(before.AddDays(30), TimeProvider.System.GetUtcNow().AddDays(30));
    }

    [Fact]
    public async Task Management_rights_are_given_with_commas()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("root", "Administrators");
        await folder.CreateTokenAsync("root", "--manages", "own,tokens", "--manages", "audit");

        var shown = JsonNode.Parse((await folder.RunAsync("token", "show", "1", "--json")).Output)!;

        shown["manages"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["own", "tokens", "audit"]);
    }

    [Theory]
    [InlineData(1, "User bob does not exist. (user_not_found)", "--user", "bob")]
    [InlineData(1, "alice has neither role Administrators nor a higher ranked role. (role_not_held)", "--user", "alice", "--role", "Administrators")]
    [InlineData(1, "Role Nope does not exist. Roles: Administrators, Engineers, Users. (role_unknown)", "--user", "alice", "--role", "Nope")]
    [InlineData(1, "Role Engineers does not grant reports:read. (permission_not_held)", "--user", "alice", "--permission", "reports:read")]
    [InlineData(1, "Cannot grant rights that the caller does not have: manages tokens. (management_right_not_held)", "--user", "alice", "--manages", "tokens")]
    [InlineData(1, "alice does not have realm prod, only default. (realm_not_held)", "--user", "alice", "--realm", "prod")]
    [InlineData(1, "alice does not have realm Default, only default. (realm_not_held)", "--user", "alice", "--realm", "Default")]
    [InlineData(2, "--realm '*': a realm is 1 to 100 printable characters without surrounding white space, and not *.", "--user", "alice", "--realm", "*")]
    [InlineData(2, "--realm 'default ': a realm is 1 to 100 printable characters without surrounding white space, and not *.", "--user", "alice", "--realm", "default ")]
    [InlineData(2, "--expires-in '5': a whole number and a unit are expected: 90s, 15m, 12h, 30d.", "--user", "alice", "--expires-in", "5")]
    [InlineData(2, "--expires-in '0s': a whole number and a unit are expected: 90s, 15m, 12h, 30d.", "--user", "alice", "--expires-in", "0s")]
    [InlineData(2, "--expires-in '9999999d': a whole number and a unit are expected: 90s, 15m, 12h, 30d.", "--user", "alice", "--expires-in", "9999999d")]
    [InlineData(2, "--expires-at '2027-01-31': a time with its zone is expected, such as 2027-01-31T12:00:00Z.", "--user", "alice", "--expires-at", "2027-01-31")]
    [InlineData(2, "Use --expires-in or --expires-at, not both.", "--user", "alice", "--expires-in", "1d", "--expires-at", "2099-01-31T12:00:00Z")]
    [InlineData(2, "--manages 'everything': rights are own, tokens, users, settings, audit.", "--user", "alice", "--manages", "everything")]
    [InlineData(2, "'\\u0007' is not a user id: 1 to 255 printable characters without surrounding white space.", "--user", "\u0007")]
    public async Task Refused_request_says_why_and_prints_no_value(int exitCode, string message, params string[] args)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync(["token", "create", .. args]);

        result.ExitCode.ShouldBe(exitCode);
        result.Error.ShouldBe(message + "\n");
        result.Output.ShouldBeEmpty();
        JsonNode.Parse((await folder.RunAsync("token", "list", "--json")).Output)!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task End_in_the_past_is_refused()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");

        var result = await folder.RunAsync("token", "create", "--user", "alice", "--expires-at", "2001-01-31T12:00:00Z");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("(end_in_the_past)");
    }

    [Fact]
    public async Task Without_a_store_the_store_is_named_as_the_reason()
    {
        using var folder = new SampleFolder(sample =>
        {
            sample["TokenGateway"]!["Store"] = new JsonObject { ["Provider"] = "None" };
            sample["TokenGateway"]!["Users"] = JsonNode.Parse("""{ "alice": { "Roles": ["Users"] } }""");
        });

        var result = await folder.RunAsync("token", "create", "--user", "alice");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("Store:Provider is None");
        result.Output.ShouldBeEmpty();
    }
}
