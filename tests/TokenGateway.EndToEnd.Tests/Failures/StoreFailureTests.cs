using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A store that is locked or missing: known tokens remain usable, others are neither accepted nor rejected as wrong.</summary>
public sealed class StoreFailureTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;
    private string _used = "";
    private string _unused = "";

    private string Data => Path.Combine(_gateway.Folder, "data");

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        _client = _gateway.CreateClient();
        _used = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        _unused = (await _gateway.IssueAsync("bob", "Users")).Value;
        await _gateway.FollowAsync();
        (await StatusAsync("/", _used)).ShouldBe(HttpStatusCode.OK);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_locked_store_is_read_on()
    {
        await using var other = new SqliteConnection($"Data Source={Path.Combine(Data, "tokengateway.db")};Pooling=False");
        await other.OpenAsync();
        await using (var begin = new SqliteCommand("BEGIN EXCLUSIVE", other))
            await begin.ExecuteNonQueryAsync();

        (await StatusAsync("/", _used)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/", _unused)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/", "never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_store_that_is_gone_lets_known_tokens_go_on_and_calls_none_wrong()
    {
        Directory.Move(Data, Data + ".away");

        using var unknown = await GetAsync("/", _unused);
        unknown.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        unknown.Headers.RetryAfter.ShouldNotBeNull();
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"store_unavailable\"");
        (await StatusAsync("/", _used)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/", "never-issued")).ShouldBe(HttpStatusCode.ServiceUnavailable);

        // Also after the last confirmation is too old to trust cache hits.
        await Eventually.BecomesTrueAsync(() => Task.FromResult(!_gateway.Services.GetRequiredService<Freshness>().IsFresh), "the outage is noticed");
        (await StatusAsync("/", _used)).ShouldBe(HttpStatusCode.OK);
        _upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        (await StatusAsync("/", _unused)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync("/", "never-issued")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync("/")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_anonymous_route_goes_on_without_identity_while_the_store_is_gone()
    {
        Directory.Move(Data, Data + ".away");

        (await StatusAsync("/open/", _unused)).ShouldBe(HttpStatusCode.OK);

        _upstream.Last.Header("X-Auth-User").ShouldBeNull();
        _upstream.Last.Headers.Values.ShouldNotContain(value => value.Contains(_unused, StringComparison.Ordinal));
        (await StatusAsync("/open/")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Everything_works_again_when_the_store_is_back()
    {
        Directory.Move(Data, Data + ".away");
        (await StatusAsync("/", _unused)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(!_gateway.Services.GetRequiredService<Freshness>().IsFresh), "the outage is noticed");

        Directory.Move(Data + ".away", Data);

        await Eventually.BecomesTrueAsync(async () => await StatusAsync("/", _unused) == HttpStatusCode.OK, "the unused token works");
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_gateway.Services.GetRequiredService<Freshness>().IsFresh), "changes are followed again");
        (await StatusAsync("/", _used)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/", "never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpStatusCode> StatusAsync(string target, string? token = null)
    {
        using var response = await GetAsync(target, token);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(string target, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        return await _client.SendAsync(request);
    }
}
