using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

/// <summary>While the file on the disk has errors, rights can be taken away and none can be given.</summary>
public sealed class BrokenConfigurationTests : IAsyncLifetime
{
    private const string Warning = "warning: the configuration has 2 errors (tokengateway config check); continuing with the store alone\n";

    private SampleFolder _folder = null!;
    private string _sound = "";

    private string Store => Path.Combine(_folder.Path, "data", "tokengateway.db");

    public async Task InitializeAsync()
    {
        _folder = new SampleFolder(sample => sample["TokenGateway"]!["Audit"] = new JsonObject { ["Key"] = new string('a', 64) });
        await _folder.CreateUserAsync("alice", "Engineers");
        await _folder.CreateTokenAsync("alice", "--name", "ci");
        _sound = await File.ReadAllTextAsync(_folder.ConfigPath);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("token delete 1", "Token 1 \"ci\" of alice is deleted permanently.\n", "token.deleted")]
    [InlineData("token deactivate 1", "Token 1 \"ci\" of alice is deactivated", "token.deactivated")]
    [InlineData("user disable alice", "User alice is disabled: 1 token refused from now on.", "user.disabled")]
    [InlineData("user delete alice", "User alice is deleted, and 1 token with it.", "user.deleted")]
    public async Task Rights_are_taken_away_with_the_store_alone(string line, string done, string action)
    {
        Break();

        var result = await _folder.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldStartWith(Warning + done);
        await File.WriteAllTextAsync(_folder.ConfigPath, _sound);
        (await _folder.RunAsync("audit", "list", "--json")).Output.ShouldContain($"\"{action}\"");
        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("token activate 1")]
    [InlineData("token rotate 1")]
    [InlineData("token create --user alice")]
    [InlineData("user enable alice")]
    [InlineData("user set-role alice Administrators")]
    [InlineData("token list")]
    public async Task Rights_are_not_given(string line)
    {
        Break();

        var result = await _folder.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain("TokenGateway:Dialekt: unknown key");
    }

    [Theory]
    [InlineData("""{ "TokenGateway": { "Store": { "ConnectionStrin": "Data Source=data/tokengateway.db" } } }""")]
    [InlineData("""{ "TokenGateway": { "Stroe": { "ConnectionString": "Data Source=elsewhere.db" } } }""")]
    [InlineData("""{ "TokenGatway": { "Store": { "ConnectionString": "Data Source=elsewhere.db" } } }""")]
    [InlineData("""{ "TokenGateway": { "Audit": { "KeyFile": "gone" } } }""")]
    [InlineData("""{ "TokenGateway": [] }""")]
    [InlineData("""{ "TokenGateway": """)]
    public async Task Store_that_the_file_does_not_clearly_name_is_not_touched(string configuration)
    {
        await File.WriteAllTextAsync(_folder.ConfigPath, configuration);

        var result = await _folder.RunAsync("token", "delete", "1");

        result.ExitCode.ShouldBe(3);
        await File.WriteAllTextAsync(_folder.ConfigPath, _sound);
        (await _folder.RunAsync("token", "list")).Output.ShouldContain("active");
    }

    [Fact]
    public async Task No_store_is_made_for_it()
    {
        Break();
        Directory.Delete(Path.GetDirectoryName(Store)!, recursive: true);

        var result = await _folder.RunAsync("token", "delete", "1");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("is not there");
        File.Exists(Store).ShouldBeFalse();
    }

    private void Break()
    {
        var broken = JsonNode.Parse(_sound)!;
        broken["TokenGateway"]!["Dialekt"] = "Standard";
        broken["ReverseProxy"]!["Routes"]!["orders"]!["ClusterId"] = "legasy";
        File.WriteAllText(_folder.ConfigPath, broken.ToJsonString());
    }
}
