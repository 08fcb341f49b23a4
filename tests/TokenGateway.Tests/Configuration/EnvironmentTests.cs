using TokenGateway.Testing;

namespace TokenGateway.Tests.Configuration;

/// <summary>What a container image says about its surroundings.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task Store_of_a_file_that_names_none_is_in_the_data_folder()
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!.AsObject().Remove("Store"));
        var data = Path.Combine(folder.Path, "volume; of ours");

        (await CreateUserAsync(folder, data)).ExitCode.ShouldBe(0);

        File.Exists(Path.Combine(data, "tokengateway.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task Store_that_the_file_names_is_not_moved()
    {
        using var folder = new SampleFolder();
        var data = Path.Combine(folder.Path, "volume");

        (await CreateUserAsync(folder, data)).ExitCode.ShouldBe(0);

        Directory.Exists(data).ShouldBeFalse();
        File.Exists(Path.Combine(folder.Path, "data", "tokengateway.db")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("false", "`tokengateway config init` writes one.")]
    [InlineData("true", "-v ./config:/etc/tokengateway:ro")]
    public async Task Missing_file_is_one_line_with_the_fix(string inContainer, string fix)
    {
        using var folder = new SampleFolder();
        var nowhere = Path.Combine(folder.Path, "nowhere.json");

        var result = await CliProcess.RunAsync(
            folder.Path, new Dictionary<string, string> { ["DOTNET_RUNNING_IN_CONTAINER"] = inContainer, ["TOKENGATEWAY_CONFIG"] = nowhere }, "serve");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain(nowhere);
        result.Error.ShouldContain(fix);
        result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
    }

    private static Task<CliResult> CreateUserAsync(SampleFolder folder, string data) => CliProcess.RunAsync(
        folder.Path,
        new Dictionary<string, string> { ["TOKENGATEWAY_DATA"] = data, ["TOKENGATEWAY_CONFIG"] = folder.ConfigPath },
        "user", "create", "alice", "--email", "alice@example.com", "--role", "Engineers");
}
