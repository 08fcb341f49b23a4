using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

public sealed class TokenChangeTests
{
    [Fact]
    public async Task Deactivated_token_is_inactive_until_it_is_activated()
    {
        using var folder = await CreateAsync(1);

        var off = await folder.RunAsync("token", "deactivate", "1");

        off.ExitCode.ShouldBe(0);
        off.Output.ShouldBeEmpty();
        off.Error.ShouldBe("Token 1 \"ci\" of alice is deactivated and refused from now on. `tokengateway token activate 1` activates it again.\n");
        (await StateOfAsync(folder, 1)).ShouldBe("inactive");

        var on = await folder.RunAsync("token", "activate", "1");

        on.Error.ShouldBe("Token 1 \"ci\" of alice is active again.\n");
        (await StateOfAsync(folder, 1)).ShouldBe("active");
    }

    [Fact]
    public async Task Several_ids_are_each_deleted_and_told_and_one_refusal_ends_with_1()
    {
        using var folder = await CreateAsync(3);

        var result = await folder.RunAsync("token", "delete", "1", "99", "3");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe("""
            Token 1 "ci" of alice is deleted permanently.
            Token 99 does not exist. (not_found)
            Token 3 "ci" of alice is deleted permanently.

            """);
        (await StateOfAsync(folder, 1)).ShouldBe("deleted");
        (await StateOfAsync(folder, 2)).ShouldBe("active");
        (await StateOfAsync(folder, 3)).ShouldBe("deleted");
    }

    [Fact]
    public async Task Json_lists_what_was_changed()
    {
        using var folder = await CreateAsync(2);

        var changed = JsonNode.Parse((await folder.RunAsync("token", "delete", "1", "2", "--json")).Output)!.AsArray();

        changed.Select(token => $"{token!["id"]} {token["state"]}").ShouldBe(["1 deleted", "2 deleted"]);
    }

    [Fact]
    public async Task Deleted_token_cannot_be_activated()
    {
        using var folder = await CreateAsync(1);
        await folder.RunAsync("token", "delete", "1");

        var result = await folder.RunAsync("token", "activate", "1");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("(not_found)");
        (await StateOfAsync(folder, 1)).ShouldBe("deleted");
    }

    [Fact]
    public async Task Declared_token_is_changed_in_the_file_only()
    {
        using var folder = await CreateAsync(0);

        var result = await folder.RunAsync("token", "delete", "static:ci");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe("Token static:ci is declared in the configuration file: change it there. (declared_in_file)\n");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("delete")]
    [InlineData("deactivate")]
    public async Task Value_where_an_id_is_meant_is_refused_and_not_repeated(string command)
    {
        using var folder = await CreateAsync(1);
        var value = (await folder.CreateTokenAsync("alice"))["token"]!.GetValue<string>();

        var result = await folder.RunAsync("token", command, value);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("A token's id is a number");
        (result.Output + result.Error).ShouldNotContain(value);
    }

    private static async Task<SampleFolder> CreateAsync(int tokens)
    {
        var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        for (var i = 0; i < tokens; i++)
            await folder.CreateTokenAsync("alice", "--name", "ci");
        return folder;
    }

    private static async Task<string> StateOfAsync(SampleFolder folder, int id) =>
        JsonNode.Parse((await folder.RunAsync("token", "show", $"{id}", "--json")).Output)!["state"]!.GetValue<string>();
}
