using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>The disk that the store is on is full.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-full-");
    private TestUpstream _upstream = null!;
    private MountNamespace _disk = null!;
    private GatewayProcess _gateway = null!;

    private string Data => Path.Combine(_folder.FullName, "data");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        _upstream = await TestUpstream.StartAsync();
        _disk = await MountNamespace.SmallAsync(Data, kilobytes: 1024);
        _gateway = await GatewayProcess.StartAsync(_folder.FullName, Configs.AnyToken(_upstream.Address), _disk.Gateway);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _disk.DisposeAsync();
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Writes_are_refused_whole_traffic_goes_on_and_writes_work_again_when_there_is_room()
    {
        (await CliAsync("user", "create", "--id", "alice", "--role", "Engineers")).ExitCode.ShouldBe(0);
        var created = await Task.WhenAll(CreateAsync(), CreateAsync(), CreateAsync());
        var (used, unused, doomed) = (created[0], created[1], created[2]);
        (await _gateway.StatusAsync(used.Value)).ShouldBe(HttpStatusCode.OK);
        await RunAsync("sh", "-c", $"dd if=/dev/zero of='{Data}/ballast' bs=4k; true");

        foreach (var refused in await Task.WhenAll(
            CliAsync("token", "create", "--user", "alice", "--json"), CliAsync("token", "delete", doomed.Id), CliAsync("user", "disable", "alice")))
        {
            refused.ExitCode.ShouldBe(4, refused.Error);
            refused.Output.ShouldBeEmpty();
            refused.Error.ShouldContain(Path.Combine(Data, "tokengateway.db"));
            refused.Error.ShouldContain("no room");
            refused.Error.ShouldNotContain('\n');
        }

        // What was refused has not happened, not even in part.
        (await _gateway.StatusAsync(used.Value)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.StatusAsync(unused.Value)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.StatusAsync(doomed.Value)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        (await TokensAsync()).ShouldBe([used.Id, unused.Id, doomed.Id], ignoreOrder: true);

        await RunAsync("rm", Path.Combine(Data, "ballast"));
        (await CliAsync("token", "delete", doomed.Id)).ExitCode.ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => await _gateway.StatusAsync(doomed.Value) == HttpStatusCode.Unauthorized, "the deletion is followed");
        var late = await CreateAsync();
        (await _gateway.StatusAsync(late.Value)).ShouldBe(HttpStatusCode.OK);
        _gateway.Process.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_change_that_was_acknowledged_before_the_disk_was_full_is_there()
    {
        var log = new ChangeLog();
        await using var writer = _disk.Start("dotnet", ChildProcess.Beside("storechild.dll"), "write", _gateway.ConfigPath, "wendy", "1");

        (await writer.ExitAsync()).ShouldBe(4, string.Join('\n', writer.Error));

        writer.Output[^1].ShouldContain("no room");
        log.Read([.. writer.Output.SkipLast(1)]);
        log.Acknowledged.ShouldBeGreaterThan(10);

        // A copy, because this process does not see the file system.
        var copy = Path.Combine(_folder.FullName, "copy.db");
        await RunAsync("sh", "-c", $"cp '{Data}/tokengateway.db' '{copy}' && if [ -e '{Data}/tokengateway.db-wal' ]; then cp '{Data}/tokengateway.db-wal' '{copy}-wal'; fi");
        log.ShouldStandIn(copy);
    }

    private Task<CliResult> CliAsync(params string[] command) => _disk.CliAsync([.. command, "--config", _gateway.ConfigPath]);

    private async Task<(string Id, string Value)> CreateAsync()
    {
        var created = await CliAsync("token", "create", "--user", "alice", "--json");
        created.ExitCode.ShouldBe(0, created.Error);
        var token = JsonNode.Parse(created.Output)!;
        return (token["id"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture), token["token"]!.GetValue<string>());
    }

    private async Task<IReadOnlyList<string>> TokensAsync()
    {
        var listed = await CliAsync("token", "list", "--json");
        return [.. JsonNode.Parse(listed.Output)!.AsArray().Select(one => one!["id"]!.ToString())];
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        await using var process = _disk.Start(program, arguments);
        (await process.ExitAsync()).ShouldBe(0, string.Join('\n', process.Error));
    }
}
