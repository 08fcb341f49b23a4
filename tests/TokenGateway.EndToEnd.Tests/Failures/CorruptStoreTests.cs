using System.Net;
using Microsoft.Data.Sqlite;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A damaged or invalid store: the gateway does not start with it and does not replace it with a new one.</summary>
public sealed class CorruptStoreTests : IAsyncLifetime
{
    private const int PageSize = 4096;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-corrupt-");
    private TestUpstream _upstream = null!;
    private string _good = "";

    private string StorePath => Path.Combine(_folder.FullName, "data", "tokengateway.db");

    private string ConfigPath => Path.Combine(_folder.FullName, "gateway.json");

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(StorePath)!);
        _good = await MakeStoreAsync(60);
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["Serilog"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "WriteTo": [], "MinimumLevel": "Fatal" }""");
        await File.WriteAllTextAsync(ConfigPath, configuration.ToJsonString());
    }

    public async Task DisposeAsync()
    {
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("half a header")]
    [InlineData("zeros in the middle")]
    [InlineData("half of it")]
    [InlineData("zeros throughout")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("folder")]
    [InlineData("database of another program")]
    [InlineData("log without a store")]
    public async Task Serve_ends_with_4_names_the_file_and_leaves_it_as_it_is(string damage)
    {
        await DamageAsync(damage);
        var before = Snapshot();

        var end = await Cli.RunAsync("serve", "--config", ConfigPath).WaitAsync(TimeSpan.FromSeconds(60));

        end.ExitCode.ShouldBe(4, end.Error);
        end.Output.ShouldBeEmpty();
        end.Error.ShouldContain(StorePath);
        end.Error.ShouldContain(damage is "folder" or "database of another program" ? "ConnectionString" : "backup");
        end.Error.TrimEnd().ShouldNotContain('\n');
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task A_good_store_is_opened_and_so_the_others_fail_for_their_damage()
    {
        File.Copy(_good, StorePath);

        var listed = await Cli.RunAsync("config", "check", "--store", "--config", ConfigPath);

        listed.ExitCode.ShouldBe(0, listed.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xff)]
    public async Task Damage_while_it_runs_lets_nobody_in_whom_the_store_does_not_know(byte garbage)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        using var client = gateway.CreateClient();
        var cached = (await gateway.IssueAsync("alice", "Engineers")).Value;
        var tokens = new List<string>();
        for (var i = 0; i < 45; i++)
            tokens.Add((await gateway.IssueAsync("bob", "Users")).Value);
        (await StatusAsync(client, cached)).ShouldBe(HttpStatusCode.OK);
        var store = Path.Combine(gateway.Folder, "data", "tokengateway.db");
        MoveLogIntoFile(store);

        using (var file = new FileStream(store, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = PageSize;
            file.Write(Enumerable.Repeat(garbage, (int)file.Length - PageSize).ToArray());
        }

        // This write had no notification; one with a notification makes readers check the file again.
        using (var other = new SqliteConnection($"Data Source={store};Pooling=False"))
        {
            other.Open();
            using var change = new SqliteCommand("PRAGMA user_version = 1", other);
            change.ExecuteNonQuery();
        }

        foreach (var token in tokens)
            (await StatusAsync(client, token)).ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        for (var i = 0; i < 20; i++)
            (await StatusAsync(client, $"never-issued-{i}")).ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.Unauthorized);
        (await StatusAsync(client, cached)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, tokens[0])).ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task DamageAsync(string damage)
    {
        var bytes = await File.ReadAllBytesAsync(_good);
        switch (damage)
        {
            case "half a header":
                await File.WriteAllBytesAsync(StorePath, bytes[..50]);
                break;
            case "zeros in the middle":
                bytes.AsSpan(bytes.Length / 2 / PageSize * PageSize, PageSize).Clear();
                await File.WriteAllBytesAsync(StorePath, bytes);
                break;
            case "half of it":
                await File.WriteAllBytesAsync(StorePath, bytes[..(bytes.Length / 2)]);
                break;
            case "zeros throughout":
                await File.WriteAllBytesAsync(StorePath, new byte[bytes.Length]);
                break;
            case "text":
                await File.WriteAllTextAsync(StorePath, string.Join('\n', Enumerable.Repeat("This is not a database.", 1000)));
                break;
            case "empty":
                await File.WriteAllBytesAsync(StorePath, []);
                break;
            case "folder":
                Directory.CreateDirectory(StorePath);
                break;
            case "database of another program":
                MakeForeign(StorePath);
                break;
            case "log without a store":
                await File.WriteAllBytesAsync(StorePath + "-wal", bytes);
                break;
            default:
                throw new ArgumentException(damage, nameof(damage));
        }
    }

    private async Task<string> MakeStoreAsync(int tokens)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        for (var i = 0; i < tokens; i++)
            await gateway.IssueAsync($"user{i % 7}", "Users");
        var store = Path.Combine(gateway.Folder, "data", "tokengateway.db");
        MoveLogIntoFile(store);
        var copy = Path.Combine(_folder.FullName, "good");
        File.Copy(store, copy);
        File.Copy(Path.Combine(gateway.Folder, "data", "audit.key"), Path.Combine(_folder.FullName, "data", "audit.key"));
        return copy;
    }

    private static void MoveLogIntoFile(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        using var checkpoint = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
        checkpoint.ExecuteNonQuery();
    }

    private static void MakeForeign(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var create = new SqliteCommand("CREATE TABLE tokens (id INTEGER PRIMARY KEY, value TEXT); INSERT INTO tokens VALUES (1, 'x')", connection);
        create.ExecuteNonQuery();
    }

    // SQLite maintains its own state in the shared memory next to the file, and may add an empty log.
    private string Snapshot() => Directory.Exists(StorePath) || !File.Exists(StorePath)
        ? string.Join(' ', Directory.GetFileSystemEntries(Path.GetDirectoryName(StorePath)!))
        : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(StorePath)));
}
