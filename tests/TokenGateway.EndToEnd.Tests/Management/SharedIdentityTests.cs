using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using TokenGateway.EndToEnd.Tests.Sessions;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Startup with users from before ids and e-mail addresses were unique ignoring case.</summary>
public sealed class SharedIdentityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-alike-");

    private string Log => Path.Combine(_folder.FullName, "log.json");

    private string Connection => $"Data Source={Path.Combine(_folder.FullName, "store.db")}";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Users_that_an_upstream_may_take_for_one_are_reported_and_keep_working()
    {
        await Stores.Open(new StoreOptions(StoreProvider.Sqlite, Connection, _folder.FullName), TimeProvider.System).DisposeAsync();
        Insert(("alice", "alice", null, null), ("Alice", "alice", null, null), ("bob", "bob", "b@x.test", "b@x.test"), ("rob", "rob", "B@x.test", "b@x.test"), ("DAVE", "dave", null, null), ("eve", "eve", null, null));

        await using var all = await SignInGateway.StartAsync("""{ "Users": { "dave": { "Roles": ["Users"] } } }""", configuration =>
        {
            configuration["TokenGateway"]!["Store"] = new JsonObject { ["ConnectionString"] = Connection };
            configuration["Serilog"] = JsonNode.Parse($$"""
                { "Using": ["Serilog.Sinks.File"], "WriteTo": [ { "Name": "File", "Args": { "path": "{{Log}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway", "shared": true } } ] }
                """);
        });

        string[] expected = ["Alice, alice", "bob, rob", "dave, DAVE"];
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Reported().Count >= expected.Length), "each group is reported");
        Reported().ShouldBe(expected, ignoreOrder: true);
        (await all.Gateway.IssueAsync("Alice", "Users")).Token.Owner.Value.ShouldBe("Alice");
    }

    private List<string> Reported() => File.Exists(Log)
        ? [.. File.ReadLines(Log).Where(line => line.Contains("SharedIdentity", StringComparison.Ordinal)).Select(line => (string)JsonNode.Parse(line)!["users"]!)]
        : [];

    private void Insert(params (string Id, string IdKey, string? Email, string? EmailKey)[] users)
    {
        using var connection = new SqliteConnection(Connection + ";Pooling=False");
        connection.Open();
        foreach (var (id, idKey, email, emailKey) in users)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO users (id, id_key, email, email_key, roles, created_at) VALUES (@id, @idKey, @email, @emailKey, '[\"Users\"]', 1)";
            insert.Parameters.AddWithValue("@id", id);
            insert.Parameters.AddWithValue("@idKey", idKey);
            insert.Parameters.AddWithValue("@email", (object?)email ?? DBNull.Value);
            insert.Parameters.AddWithValue("@emailKey", (object?)emailKey ?? DBNull.Value);
            insert.ExecuteNonQuery();
        }
    }
}
