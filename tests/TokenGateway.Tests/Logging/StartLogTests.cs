using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Logging;

/// <summary>What <c>serve</c> logs of the store and the configuration before the first request.</summary>
public sealed class StartLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-start-");

    private string Store => Path.Combine(_folder.FullName, "store.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Migration_is_logged_with_both_versions_and_the_copy()
    {
        OlderStore.Create(Store);

        var lines = await ServeAsync();

        var copy = Directory.GetFiles(_folder.FullName, "*.bak").ShouldHaveSingleItem();
        var line = lines.Where(one => one.Contains("StoreMigrated", StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.ShouldContain($"from schema version {OlderStore.Version} to {OlderStore.Newest}");
        line.ShouldContain(copy);
        lines.ShouldNotContain(one => one.Contains("StoreExposed", StringComparison.Ordinal));
        (await ServeAsync()).ShouldNotContain(one => one.Contains("StoreMigrated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_others_can_read_are_one_warning()
    {
        if (OperatingSystem.IsWindows())
            return;
        await ServeAsync();
        const UnixFileMode restored = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(Store, restored);
        var key = Path.Combine(_folder.FullName, "audit.key");
        await File.AppendAllTextAsync(key, "");
        File.SetUnixFileMode(key, restored);

        var line = (await ServeAsync()).Where(one => one.Contains("StoreExposed", StringComparison.Ordinal)).ShouldHaveSingleItem();

        line.ShouldContain("Warning");
        line.ShouldContain($"{Store}* {key}");
    }

    [Fact]
    public async Task Configuration_that_forwards_nothing_is_a_warning_each()
    {
        var lines = await ServeAsync(configuration =>
        {
            configuration["ReverseProxy"]!["Routes"] = new JsonObject();
            configuration["ReverseProxy"]!["Clusters"]!["api"] = new JsonObject();
        });

        lines.ShouldContain(line => line.Contains("ReverseProxy:Routes: there are no routes", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("ReverseProxy:Clusters:api: the cluster has no destinations", StringComparison.Ordinal));
    }

    private async Task<string[]> ServeAsync(Action<JsonObject>? change = null)
    {
        var log = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.log");
        var configuration = Configs.AnyToken("http://127.0.0.1:9/");
        configuration["TokenGateway"]![nameof(Store)] = new JsonObject { ["ConnectionString"] = $"Data Source={Store}" };
        configuration["Serilog"] = JsonNode.Parse($$"""
            {
              "Using": ["Serilog.Sinks.File"],
              "MinimumLevel": "Information",
              "WriteTo": [ { "Name": "File", "Args": { "path": "{{log}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway" } } ]
            }
            """);
        change?.Invoke(configuration);
        await using (await TestGateway.StartAsync(configuration))
        {
        }

        return await File.ReadAllLinesAsync(log);
    }
}
