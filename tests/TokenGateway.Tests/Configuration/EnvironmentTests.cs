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

    [Fact]
    public async Task Sample_that_is_written_keeps_its_store_in_the_data_folder()
    {
        using var folder = new SampleFolder();
        var data = Path.Combine(folder.Path, "volume; \"ours\"");
        var environment = new Dictionary<string, string> { ["TOKENGATEWAY_DATA"] = data, ["TOKENGATEWAY_CONFIG"] = folder.ConfigPath };

        (await CliProcess.RunAsync(folder.Path, environment, "config", "init", "--path", folder.ConfigPath, "--force")).ExitCode.ShouldBe(0);
        (await CreateUserAsync(folder, data)).ExitCode.ShouldBe(0);

        File.Exists(Path.Combine(data, "tokengateway.db")).ShouldBeTrue();
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

    [Fact]
    public async Task Configuration_of_compose_is_right() =>
        (await Cli.RunAsync("config", "check", "--config", Path.Combine(Configs.RepositoryRoot(), "config", "compose", "gateway.json")))
            .ShouldBe(new CliResult(0, "ok: 2 routes, 1 clusters, 3 roles\n", ""));

    private static Task<CliResult> CreateUserAsync(SampleFolder folder, string data) => CliProcess.RunAsync(
        folder.Path,
        new Dictionary<string, string> { ["TOKENGATEWAY_DATA"] = data, ["TOKENGATEWAY_CONFIG"] = folder.ConfigPath },
        "user", "create", "alice", "--email", "alice@example.com", "--role", "Engineers");
}
