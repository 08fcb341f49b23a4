using System.Net;
using Microsoft.Data.Sqlite;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>The disk of the store is full.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-full-");
    private TestUpstream _upstream = null!;
    private MountNamespace _disk = null!;
    private GatewayProcess _gateway = null!;

    private string _used = "";
    private string _unused = "";
    private string _doomed = "";

    private string Data => Path.Combine(_folder.FullName, "data");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        _upstream = await TestUpstream.StartAsync();
        var store = await MakeStoreAsync();
        _disk = await MountNamespace.SmallAsync(Data, kilobytes: 1024);
        await RunAsync("cp", store, Path.Combine(Data, "tokengateway.db"));
        await RunAsync("cp", Path.Combine(_folder.FullName, "audit.key"), Path.Combine(Data, "audit.key"));
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
        (await _gateway.StatusAsync(_used)).ShouldBe(HttpStatusCode.OK);
        await RunAsync("sh", "-c", $"dd if=/dev/zero of='{Data}/ballast' bs=4k; true");

        foreach (var refused in await Task.WhenAll(CliAsync("token", "create", "--user", "alice"), CliAsync("token", "delete", "3")))
        {
            refused.ExitCode.ShouldBe(4, refused.Error);
            refused.Output.ShouldBeEmpty();
            refused.Error.ShouldContain(Path.Combine(Data, "tokengateway.db"));
            refused.Error.ShouldContain("no room");
            refused.Error.ShouldNotContain('\n');
        }

        // A refused change has not happened, not even in part.
        (await _gateway.StatusAsync(_used)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.StatusAsync(_unused)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.StatusAsync(_doomed)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        var log = new ChangeLog();
        log.Read([$"< create 1 {_used}", $"< create 2 {_unused}", $"< create 3 {_doomed}"]);
        log.ShouldStandIn(await CopyOutAsync());

        await RunAsync("rm", Path.Combine(Data, "ballast"));
        (await CliAsync("token", "delete", "3")).ExitCode.ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => await _gateway.StatusAsync(_doomed) == HttpStatusCode.Unauthorized, "the deletion is followed");
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

        log.ShouldStandIn(await CopyOutAsync());
    }

    // The file system is not visible to this process.
    private async Task<string> CopyOutAsync()
    {
        var copy = Path.Combine(_folder.FullName, "copy.db");
        await RunAsync("sh", "-c", $"cp '{Data}/tokengateway.db' '{copy}' && if [ -e '{Data}/tokengateway.db-wal' ]; then cp '{Data}/tokengateway.db-wal' '{copy}-wal'; fi");
        return copy;
    }

    private async Task<string> MakeStoreAsync()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        _used = (await gateway.IssueAsync("alice", "Engineers")).Value;
        _unused = (await gateway.IssueAsync("alice", "Engineers")).Value;
        _doomed = (await gateway.IssueAsync("alice", "Engineers")).Value;
        var copy = Path.Combine(_folder.FullName, "start.db");
        using var store = new SqliteConnection($"Data Source={Path.Combine(gateway.Folder, "data", "tokengateway.db")};Pooling=False");
        store.Open();
        using var vacuum = new SqliteCommand($"VACUUM INTO '{copy}'", store);
        vacuum.ExecuteNonQuery();
        File.Copy(Path.Combine(gateway.Folder, "data", "audit.key"), Path.Combine(_folder.FullName, "audit.key"));
        return copy;
    }

    private Task<CliResult> CliAsync(params string[] command) => _disk.CliAsync([.. command, "--config", _gateway.ConfigPath]);

    private async Task RunAsync(string program, params string[] arguments)
    {
        await using var process = _disk.Start(program, arguments);
        (await process.ExitAsync()).ShouldBe(0, string.Join('\n', process.Error));
    }
}
