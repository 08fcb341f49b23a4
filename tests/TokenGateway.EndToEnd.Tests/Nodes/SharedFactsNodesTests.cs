using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Redis.Facts;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.EndToEnd.Tests.Nodes;

/// <summary>Gateways on one PostgreSQL that share token facts in one Redis, which an attacker may write to.</summary>
public sealed class SharedFactsNodesTests(SharedServers servers) : IClassFixture<SharedServers>, IAsyncLifetime
{
    private static readonly Actor Operator = Actor.Operator("test");

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly List<TestGateway> _gateways = [];
    private string _database = null!;
    private ConnectionMultiplexer _attacker = null!;

    private TestUpstream Upstream => servers.Upstream;

    public async Task InitializeAsync()
    {
        _database = await servers.CreateDatabaseAsync();
        _attacker = await ConnectionMultiplexer.ConnectAsync(servers.Redis.Address);
    }

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        await _attacker.DisposeAsync();
    }

    [Fact]
    public async Task A_node_that_starts_uses_what_another_read()
    {
        var (one, token) = (await StartAsync(), "");
        token = (await one.IssueAsync("alice", "Engineers")).Value;
        await UseAsync(one, token);
        await one.IssueAsync("bob", "Engineers");

        var two = await StartAsync();

        (await StatusAsync(two, token)).ShouldBe(HttpStatusCode.OK);
        Upstream.Seen[^1].Header("X-Auth-User").ShouldBe("alice");
        Upstream.Seen[^1].Header("X-Auth-Role").ShouldBe("Engineers");
        FillsOf(two).ShouldBe((0, 1));
    }

    [Fact]
    public async Task An_entry_of_before_a_deletion_that_is_played_again_authenticates_nowhere()
    {
        var (one, two) = (await StartAsync(), await StartAsync());
        var token = await one.IssueAsync("alice", "Engineers");
        await UseAsync(one, token.Value);
        var old = await EntryAsync(token.Value);

        await one.Tokens.DeleteAsync(Operator, token.Token.Id, CancellationToken.None);
        await WriteAsync(token.Value, old);

        (await StatusAsync(one, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
        await WriteAsync(token.Value, old);

        // Like a cached token, until the node has followed the change.
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(two, token.Value) == HttpStatusCode.Unauthorized, "the other node has followed");
        await WriteAsync(token.Value, old);
        (await StatusAsync(await StartAsync(), token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_entry_of_before_its_owner_was_disabled_that_is_played_again_authenticates_nowhere()
    {
        var (one, two) = (await StartAsync(), await StartAsync());
        var token = await one.IssueAsync("alice", "Engineers");
        await UseAsync(one, token.Value);
        var old = await EntryAsync(token.Value);

        (await one.CliAsync("user", "disable", "alice")).ExitCode.ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(one, token.Value) == HttpStatusCode.Unauthorized, "the owner is disabled");

        await WriteAsync(token.Value, old);

        // Like a cached token, until the node has followed the change.
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(two, token.Value) == HttpStatusCode.Unauthorized, "the other node has followed");
        await WriteAsync(token.Value, old);
        (await StatusAsync(await StartAsync(), token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_altered_entry_is_ignored()
    {
        var one = await StartAsync();
        var token = await one.IssueAsync("alice", "Users");
        await UseAsync(one, token.Value);
        var entry = await EntryAsync(token.Value);
        await WriteAsync(token.Value, Replace(entry, "\"Role\":\"Users\"", "\"Role\":\"Admin\""));

        var two = await StartAsync();

        (await StatusAsync(two, token.Value)).ShouldBe(HttpStatusCode.OK);
        Upstream.Seen[^1].Header("X-Auth-Role").ShouldBe("Users");
        FillsOf(two).ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_entry_under_the_name_of_another_token_is_ignored()
    {
        var one = await StartAsync();
        var (mine, theirs) = ((await one.IssueAsync("mallory", "Users")).Value, (await one.IssueAsync("alice", "Engineers")).Value);
        await UseAsync(one, mine);
        await UseAsync(one, theirs);
        await WriteAsync(mine, await EntryAsync(theirs));

        var two = await StartAsync();

        (await StatusAsync(two, mine)).ShouldBe(HttpStatusCode.OK);
        Upstream.Seen[^1].Header("X-Auth-User").ShouldBe("mallory");
        FillsOf(two).ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_entry_that_is_sealed_with_another_key_makes_no_token()
    {
        var one = await StartAsync();
        var token = (await one.IssueAsync("alice", "Engineers")).Value;
        await UseAsync(one, token);
        var content = new FactsSeal(_key).Open(NameOf(token), await EntryAsync(token)).ToArray();

        // Never issued; written by an attacker who knows the format and name of an entry, but not the key.
        const string Invented = "a-value-that-was-never-issued-by-anybody";
        await WriteAsync(Invented, new FactsSeal(RandomNumberGenerator.GetBytes(32)).Seal(NameOf(Invented), content));

        (await StatusAsync(one, Invented)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(await StartAsync(), Invented)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("absexp", "not a number")]
    [InlineData("absexp", "9223372036854775807")]
    [InlineData("sldexp", "-5")]
    [InlineData("data", "")]
    public async Task A_field_that_makes_no_sense_is_no_entry(string field, string content)
    {
        var one = await StartAsync();
        var token = (await one.IssueAsync("alice", "Engineers")).Value;
        await UseAsync(one, token);
        await _attacker.GetDatabase().HashSetAsync(KeyOf(token), field, content);

        var two = await StartAsync();

        (await StatusAsync(two, token)).ShouldBe(HttpStatusCode.OK);
        FillsOf(two).ShouldSatisfyAllConditions(fills => (fills.Store + fills.Shared).ShouldBe(1));
    }

    [Fact]
    public async Task A_key_of_another_type_is_no_entry()
    {
        var one = await StartAsync();
        var token = (await one.IssueAsync("alice", "Engineers")).Value;
        await UseAsync(one, token);
        await _attacker.GetDatabase().StringSetAsync(KeyOf(token), "a text");

        var two = await StartAsync();

        (await StatusAsync(two, token)).ShouldBe(HttpStatusCode.OK);
        FillsOf(two).ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_entry_of_another_store_is_ignored()
    {
        var one = await StartAsync();
        var token = (await one.IssueAsync("alice", "Engineers")).Value;
        await UseAsync(one, token);

        var other = await StartAsync(database: await servers.CreateDatabaseAsync());

        (await StatusAsync(other, token)).ShouldBe(HttpStatusCode.Unauthorized);
        FillsOf(other).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Redis_holds_neither_a_value_nor_a_digest()
    {
        var one = await StartAsync();
        var token = (await one.IssueAsync("alice", "Engineers")).Value;
        await UseAsync(one, token);

        var digest = TokenDigest.Of(token).ToArray();
        var dump = new StringBuilder();
        foreach (var key in _attacker.GetServers()[0].Keys())
            dump.Append(key).Append('\n').Append(Encoding.Latin1.GetString((byte[]?)await _attacker.GetDatabase().KeyDumpAsync(key) ?? []));
        foreach (var secret in (string[])[token, token.Split('_')[^1], Convert.ToHexStringLower(digest), Convert.ToBase64String(digest)[..40], Encoding.Latin1.GetString(digest)])
            dump.ToString().ShouldNotContain(secret, Case.Insensitive);
        (await EntryAsync(token)).Length.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Without_Redis_the_store_answers()
    {
        var one = await StartAsync();
        var (used, other) = ((await one.IssueAsync("alice", "Engineers")).Value, (await one.IssueAsync("bob", "Engineers")).Value);
        await UseAsync(one, used);
        await using var absent = RedisProcess.Absent();

        var two = await StartAsync(redis: absent);

        (await StatusAsync(two, other)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(two, used)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(two, "never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        FillsOf(two).Shared.ShouldBe(0);
    }

    private async Task<TestGateway> StartAsync(string? database = null, RedisProcess? redis = null)
    {
        var configuration = Configs.AnyToken(Upstream.Address);
        var gateway = configuration["TokenGateway"]!;
        gateway["Store"] = new JsonObject { ["Provider"] = "PostgreSql", ["ConnectionString"] = servers.Server.ConnectionString(database ?? _database) };
        gateway["Audit"] = new JsonObject { ["Key"] = new string('a', 64) };
        var keyFile = Path.Combine(Path.GetTempPath(), $"cache-key-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(keyFile, Convert.ToBase64String(_key));
        gateway["Redis"] = new JsonObject { ["ConnectionString"] = (redis ?? servers.Redis).Address, ["Cache"] = true, ["CacheKeyFile"] = keyFile };
        var started = await TestGateway.StartAsync(configuration);
        File.Delete(keyFile);
        _gateways.Add(started);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(started.Services.GetRequiredService<Freshness>().IsFresh), "the node follows the store");
        return started;
    }

    // Waits until Redis has the entry, which may be written after the response. A change by this node is followed first.
    private async Task UseAsync(TestGateway gateway, string token)
    {
        (await StatusAsync(gateway, token)).ShouldBe(HttpStatusCode.OK);
        await Eventually.BecomesTrueAsync(() => _attacker.GetDatabase().KeyExistsAsync(KeyOf(token)), "it is shared");
    }

    private string NameOf(string token) => new FactsSeal(_key).NameOf(TokenDigest.Of(token));

    private RedisKey KeyOf(string token) => "tgw:facts:" + NameOf(token);

    private async Task<byte[]> EntryAsync(string token) => ((byte[]?)await _attacker.GetDatabase().HashGetAsync(KeyOf(token), "data")).ShouldNotBeNull();

    private async Task WriteAsync(string token, byte[] entry) =>
        await _attacker.GetDatabase().HashSetAsync(KeyOf(token), [new("absexp", -1), new("sldexp", -1), new("data", entry)]);

    private static byte[] Replace(byte[] entry, string from, string to)
    {
        var text = Encoding.Latin1.GetString(entry);
        text.ShouldContain(from);
        return Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    private static (long Store, long Shared) FillsOf(TestGateway gateway)
    {
        var verifier = gateway.Services.GetRequiredService<TokenVerifier>();
        return (verifier.StoreFills, verifier.SharedFills);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string token)
    {
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-API-Key", token);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
