using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Usage;

/// <summary>The stored usage of requests, over real sockets, read with the command line.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-usage-");
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    private string StorePath => Path.Combine(_folder.FullName, "shared.db");

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configuration());
        _client = _gateway.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Call_of_the_management_api_is_a_use_of_its_token()
    {
        var token = (await _gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own })).Value;
        using var management = new HttpClient { BaseAddress = _gateway.Management };
        management.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        (await management.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await management.GetAsync(new Uri("/api/v1/users", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await _gateway.StopAsync();

        var shown = await ShowAsync(1);
        shown["lastUsedAt"]!.GetValue<DateTimeOffset>().ShouldBeInRange(_startedAt, TimeProvider.System.GetUtcNow());
        shown["lastUsedPlace"]!.GetValue<string>().ShouldBe("header");
        var outcomes = shown["requestsByDay"]!.AsArray().Single()!["outcomes"]!;
        (outcomes["allowed"]!.GetValue<long>(), outcomes["denied"]!.GetValue<long>()).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("bearer", "header", "")]
    [InlineData("x-api-key", "header", "")]
    [InlineData("basic", "basic", "")]
    [InlineData("query", "query", " (in URL)")]
    public async Task Requests_are_counted_with_the_place_and_the_address_of_the_last(string how, string place, string mark)
    {
        var token = await IssueAsync();
        for (var i = 0; i < 10; i++)
            (await SendAsync(_client, how, token)).ShouldBe(HttpStatusCode.OK);
        await _gateway.StopAsync();

        var shown = await ShowAsync(1);
        shown["requestsLast30Days"]!.GetValue<long>().ShouldBe(10);
        shown["requestsByDay"]!.AsArray().Sum(day => day!["requests"]!.GetValue<long>()).ShouldBe(10);
        shown["lastUsedPlace"]!.GetValue<string>().ShouldBe(place);
        shown["lastUsedFrom"]!.GetValue<string>().ShouldBe("127.0.0.1");
        shown["lastUsedAt"]!.GetValue<DateTimeOffset>().ShouldBeInRange(_startedAt, TimeProvider.System.GetUtcNow());
        var list = await _gateway.CliAsync("token", "list");
        list.Output.ShouldContain($"Z{mark}  tgw_1_");
        list.Error.ShouldBe(mark.Length == 0 ? "" : "1 token was last sent in the URL, which browsers, proxies and logs store. Send it in a header instead.\n");
    }

    [Fact]
    public async Task A_request_that_the_policy_refuses_is_a_use_and_one_with_a_wrong_token_is_none()
    {
        var token = await IssueAsync();
        (await SendAsync(_client, "bearer", token, "/admin")).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(_client, "bearer", token + "x")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(_client, "bearer", token, "/.tokengateway/me")).ShouldBe(HttpStatusCode.OK);
        await _gateway.StopAsync();

        (await ShowAsync(1))["requestsLast30Days"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_is_switched_off_is_not_used_any_more()
    {
        var token = await IssueAsync();
        (await SendAsync(_client, "bearer", token)).ShouldBe(HttpStatusCode.OK);
        await _gateway.CliAsync("token", "deactivate", "1");
        await Eventually.BecomesTrueAsync(async () => await SendAsync(_client, "bearer", token) == HttpStatusCode.Unauthorized, "the change is followed");
        (await SendAsync(_client, "query", token)).ShouldBe(HttpStatusCode.Unauthorized);
        await _gateway.StopAsync();

        (await ShowAsync(1))["lastUsedPlace"]!.GetValue<string>().ShouldBe("header");
    }

    [Fact]
    public async Task Uses_are_written_while_it_runs_and_touch_neither_cache_nor_revocation()
    {
        var token = await IssueAsync();
        (await SendAsync(_client, "bearer", token)).ShouldBe(HttpStatusCode.OK);
        var cached = Cached(token);

        await Eventually.BecomesTrueAsync(async () => await RequestsAsync(1) == 1, "the use is written");

        Cached(token).ShouldBeSameAs(cached);
        (await SendAsync(_client, "bearer", token)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.CliAsync("token", "delete", "1")).ExitCode.ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => await SendAsync(_client, "bearer", token) == HttpStatusCode.Unauthorized, "the deletion is followed");
        await Eventually.BecomesTrueAsync(async () => await RequestsAsync(1) >= 2, "the uses up to there are written");
    }

    [Fact]
    public async Task Gateways_on_one_store_add_up()
    {
        var token = await IssueAsync();
        await using (var other = await TestGateway.StartAsync(Configuration()))
        {
            using var client = other.CreateClient();
            for (var i = 0; i < 5; i++)
            {
                (await SendAsync(_client, "bearer", token)).ShouldBe(HttpStatusCode.OK);
                (await SendAsync(client, "query", token)).ShouldBe(HttpStatusCode.OK);
            }

            await other.StopAsync();
        }

        await _gateway.StopAsync();

        var shown = await ShowAsync(1);
        shown["requestsLast30Days"]!.GetValue<long>().ShouldBe(10);
        shown["lastUsedPlace"]!.GetValue<string>().ShouldBe("query");
    }

    [Fact]
    public async Task Both_secrets_of_a_rotation_count_for_their_token()
    {
        var old = await IssueAsync();
        var store = _gateway.Services.GetRequiredService<Core.Storage.ITokenStore>();
        var value = new StandardTokenFormat("tgw").Create(1);
        var now = TimeProvider.System.GetUtcNow();
        (await SendAsync(_client, "bearer", old)).ShouldBe(HttpStatusCode.OK);
        await store.RotateAsync(TokenId.Stored(1), now, now.AddHours(1), _ => new SealedValue(TokenDigest.Of(value), "tgw_1_...new"), Recorded, WriteBasis.None, default);
        await Eventually.BecomesTrueAsync(async () => await SendAsync(_client, "bearer", value) == HttpStatusCode.OK, "the new secret is known");
        (await SendAsync(_client, "bearer", old)).ShouldBe(HttpStatusCode.OK);
        await _gateway.StopAsync();

        (await ShowAsync(1))["requestsLast30Days"]!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public async Task Uses_during_an_outage_of_the_store_are_written_after_it()
    {
        var token = await IssueAsync();
        (await SendAsync(_client, "bearer", token)).ShouldBe(HttpStatusCode.OK);
        await using (var holder = ChildProcess.Store("hold-writer", StorePath))
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(holder.Output.Contains("held")), "the store is locked");
            for (var i = 0; i < 4; i++)
                (await SendAsync(_client, "bearer", token)).ShouldBe(HttpStatusCode.OK);
            await Eventually.BecomesTrueAsync(() => Task.FromResult(Flusher.Pending > 0), "a flush was refused");
            holder.EndInput();
            (await holder.ExitAsync()).ShouldBe(0);
        }

        await Eventually.BecomesTrueAsync(async () => await RequestsAsync(1) == 5, "the uses are written");
        Flusher.Dropped.ShouldBe(0);
    }

    private static Core.Auditing.AuditEntry Recorded { get; } =
        new(new Core.Auditing.AuditActor("cli:test"), Core.Auditing.AuditAction.TokenRotated, "token:1");

    private UsageFlusher Flusher => _gateway.Services.GetRequiredService<UsageFlusher>();

    private JsonObject Configuration()
    {
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["TokenGateway"]!["Credentials"] = JsonNode.Parse("""["Authorization: Bearer", "Authorization: Basic", "X-API-Key", "?api_token"]""");
        configuration["TokenGateway"]!["Store"] = JsonNode.Parse($$"""{ "ConnectionString": "Data Source={{StorePath}};Default Timeout=1" }""");
        configuration["TokenGateway"]!["Usage"] = JsonNode.Parse("""{ "Resolution": "0s" }""");
        configuration["ReverseProxy"]!["Routes"]!["admin"] = JsonNode.Parse("""
            { "ClusterId": "api", "Match": { "Path": "/admin" }, "TokenGateway": { "Access": [ { "AnyRole": ["Administrators"] } ] } }
            """);
        return configuration;
    }

    private async Task<string> IssueAsync() => (await _gateway.IssueAsync("alice", "Engineers")).Value;

    private CachedToken Cached(string token)
    {
        _gateway.Services.GetRequiredService<TokenCache>().TryGet(TokenDigest.Of(token), out var cached).ShouldBeTrue();
        return cached!;
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string how, string token, string path = "/orders")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, how == "query" ? $"{path}?api_token={token}" : path);
        if (how == "x-api-key")
            request.Headers.Add("X-API-Key", token);
        else if (how != "query")
            request.Headers.TryAddWithoutValidation("Authorization", how == "basic" ? "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("any:" + token)) : "Bearer " + token);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<long> RequestsAsync(long id) => (await ShowAsync(id))["requestsLast30Days"]!.GetValue<long>();

    private async Task<JsonObject> ShowAsync(long id)
    {
        var shown = await _gateway.CliAsync("token", "show", $"{id}", "--json");
        shown.ExitCode.ShouldBe(0, shown.Error);
        return JsonNode.Parse(shown.Output)!.AsObject();
    }
}
