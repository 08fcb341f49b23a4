using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

public sealed class TokenRotateCommandTests
{
    [Fact]
    public async Task Rotate_prints_the_new_value_once_and_says_what_becomes_of_the_old()
    {
        using var folder = await CreateAsync();

        var result = await folder.RunAsync("token", "rotate", "1", "--overlap", "24h");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldStartWith("tgw_1_");
        result.Error.ShouldContain("The previous secret remains valid until ");
        result.Error.ShouldNotContain(result.Output.Trim());
        var shown = JsonNode.Parse((await folder.RunAsync("token", "show", "1", "--json")).Output)!;
        shown["overlapEndsAt"].ShouldNotBeNull();
        shown["hint"]!.GetValue<string>().ShouldEndWith(result.Output.Trim()[^4..]);
        (await folder.RunAsync("token", "show", "1")).Output.ShouldContain("old secret:");
    }

    [Fact]
    public async Task Rotate_without_overlap_refuses_the_old_at_once()
    {
        using var folder = await CreateAsync();
        var result = await folder.RunAsync("token", "rotate", "1", "--json");
        JsonNode.Parse(result.Output)!["token"]!.GetValue<string>().ShouldStartWith("tgw_1_");
        result.Error.ShouldBe("The previous secret is refused from now on.\n");
    }

    [Fact]
    public async Task Overlap_is_ended_before_its_time()
    {
        using var folder = await CreateAsync();
        await folder.RunAsync("token", "rotate", "1", "--overlap", "7d");
        var result = await folder.RunAsync("token", "rotate", "1", "--end-overlap");
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBeEmpty();
        (await folder.RunAsync("token", "show", "1")).Output.ShouldNotContain("old secret:");
    }

    [Theory]
    [InlineData(2, "--overlap 'a day'", "--overlap", "a day")]
    [InlineData(2, "not both", "--overlap", "1h", "--end-overlap")]
    [InlineData(1, "(overlap_too_long)", "--overlap", "8d")]
    public async Task Wrong_overlap_is_told_with_what_would_be_right(int exitCode, string expected, params string[] args)
    {
        using var folder = await CreateAsync();
        var result = await folder.RunAsync(["token", "rotate", "1", .. args]);
        (result.ExitCode, result.Output).ShouldBe((exitCode, ""));
        result.Error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("99", "Token 99 does not exist. (not_found)\n")]
    [InlineData("static:ci", "Token static:ci is declared in the configuration file: change it there. (declared_in_file)\n")]
    public async Task What_cannot_be_rotated_is_told(string id, string expected)
    {
        using var folder = await CreateAsync();
        var result = await folder.RunAsync("token", "rotate", id);
        (result.ExitCode, result.Error).ShouldBe((1, expected));
    }

    private static async Task<SampleFolder> CreateAsync()
    {
        var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice", "--name", "ci");
        return folder;
    }
}
