using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests;

/// <summary>A folder of its own with a configuration; commands run against it.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-cli-");

    public SampleFolder(string configuration) => File.WriteAllText(ConfigPath, configuration);

    public SampleFolder(Action<JsonObject>? change = null)
    {
        var sample = Configs.Sample("http://127.0.0.1:9000/");
        change?.Invoke(sample);
        File.WriteAllText(ConfigPath, sample.ToJsonString());
    }

    public string Path => _folder.FullName;

    public string ConfigPath => System.IO.Path.Combine(Path, "gateway.json");

    public Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync([.. args, "--config", ConfigPath]);

    /// <summary>Makes a user; fails when that fails.</summary>
    public async Task CreateUserAsync(string id, string role) =>
        (await RunAsync("user", "create", id, "--email", $"{id}@example.com", "--role", role)).ExitCode.ShouldBe(0);

    /// <summary>Makes a token and gives what the command printed as JSON.</summary>
    public async Task<JsonObject> CreateTokenAsync(string user, params string[] more)
    {
        var result = await RunAsync(["token", "create", "--user", user, "--json", .. more]);
        result.ExitCode.ShouldBe(0, result.Error);
        return JsonNode.Parse(result.Output)!.AsObject();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
