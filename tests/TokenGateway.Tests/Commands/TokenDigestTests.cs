using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Tests.Commands;

/// <summary><c>--sha256</c>: values that are made elsewhere, at the command line.</summary>
public sealed class TokenDigestTests
{
    private static readonly string First = TokenDigest.Of("the first value of ours").ToString();
    private static readonly string Second = TokenDigest.Of("the second value of ours").ToString();

    [Fact]
    public async Task Nothing_is_printed_but_what_the_token_is()
    {
        using var folder = await CreateAsync();

        var made = await folder.RunAsync("token", "create", "--user", "alice", "--sha256", First.ToUpperInvariant());
        var rotated = await folder.RunAsync("token", "rotate", "1", "--sha256", Second);

        (made.ExitCode, made.Output).ShouldBe((0, ""), made.Error);
        made.Error.ShouldEndWith($"Its value is the one whose SHA-256 you gave (sha256:{First[..8]}).\n");
        (rotated.ExitCode, rotated.Output).ShouldBe((0, ""), rotated.Error);
        (await folder.RunAsync("token", "show", "1")).Output.ShouldContain($"hint:        sha256:{Second[..8]}\n");
    }

    [Fact]
    public async Task Json_has_no_value()
    {
        using var folder = await CreateAsync();

        var json = JsonNode.Parse((await folder.RunAsync("token", "create", "--user", "alice", "--sha256", First, "--json")).Output)!.AsObject();

        json.ContainsKey("token").ShouldBeFalse();
        ((long)json["id"]!, (string?)json["hint"]).ShouldBe((1, "sha256:" + First[..8]));
    }

    [Fact]
    public async Task A_value_is_registered_once()
    {
        using var folder = await CreateAsync();
        await folder.RunAsync("token", "create", "--user", "alice", "--sha256", First);

        foreach (var args in new string[][] { ["create", "--user", "alice"], ["rotate", "1"] })
        {
            var again = await folder.RunAsync(["token", .. args, "--sha256", First]);
            (again.ExitCode, again.Output).ShouldBe((1, ""));
            again.Error.ShouldEndWith("(value_known)\n");
        }
    }

    /// <summary>Before there was a pepper, the value was kept without: it is known all the same.</summary>
    [Fact]
    public async Task A_value_from_before_the_pepper_is_known()
    {
        using var folder = await CreateAsync();
        await folder.RunAsync("token", "create", "--user", "alice", "--sha256", First);
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(folder.ConfigPath))!;
        var key = Path.Combine(Path.GetDirectoryName(folder.ConfigPath)!, "pepper.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        configuration["TokenGateway"]!["Tokens"]!["Pepper"] = JsonNode.Parse($$"""[ { "Id": "1", "KeyFile": "{{key}}" } ]""");
        await File.WriteAllTextAsync(folder.ConfigPath, configuration.ToJsonString());

        (await folder.RunAsync("token", "create", "--user", "alice", "--sha256", First)).Error.ShouldEndWith("(value_known)\n");
        (await folder.RunAsync("token", "create", "--user", "alice", "--sha256", Second)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("create", "--user", "alice", "--sha256", "my-secret-value")]
    [InlineData("rotate", "1", "--sha256", "my-secret-value")]
    public async Task What_is_no_digest_is_not_repeated(params string[] args)
    {
        using var folder = await CreateAsync();

        var result = await folder.RunAsync(["token", .. args]);

        (result.ExitCode, result.Output).ShouldBe((2, ""));
        result.Error.ShouldContain("64 hexadecimal digits");
        result.Error.ShouldNotContain("my-secret-value");
    }

    [Fact]
    public async Task A_digest_and_the_end_of_an_overlap_do_not_go_together()
    {
        using var folder = await CreateAsync();

        (await folder.RunAsync("token", "rotate", "1", "--end-overlap", "--sha256", First)).ExitCode.ShouldBe(2);
    }

    private static async Task<SampleFolder> CreateAsync()
    {
        var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        return folder;
    }
}
