using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A thousand concurrent requests with a token that is not cached yet: the store is read once.</summary>
public sealed class FirstUseTests : IAsyncLifetime
{
    private const int Uses = 1000;

    private TestUpstream _upstream = null!;
    private CountingStore _store = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["TokenGateway"]!["Throttle"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "FailedAttempts": 1000000 }""");
        _gateway = await TestGateway.StartAsync(configuration, builder =>
        {
            var real = builder.Services.Last(one => one.ServiceType == typeof(ITokenStore));
            builder.Services.AddSingleton<ITokenStore>(services => _store = new CountingStore((ITokenStore)real.ImplementationFactory!(services)));
        });
        _client = _gateway.CreateClient();

        // Warms up the connections, so that connecting does not spread the requests out.
        await Task.WhenAll(Enumerable.Range(0, Uses).Select(_ => StatusAsync("/open/", "")));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_read_once()
    {
        var token = (await _gateway.IssueAsync("alice", "Engineers")).Value;

        // The follower reports the creation a second time, and anything read before that is read again.
        var issued = Stopwatch.StartNew();
        var freshness = _gateway.Services.GetRequiredService<Freshness>();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(freshness.Age < issued.Elapsed), "the creation is followed");
        _upstream.Forget();

        var statuses = await UseAsync(token);

        statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
        _store.Finds.ShouldBe(1);
        _upstream.Seen.Count.ShouldBe(Uses);
        _upstream.Seen.ShouldAllBe(seen => seen.Header("X-Auth-User") == "alice");
    }

    [Fact]
    public async Task An_unknown_token_is_read_once_and_refused()
    {
        _upstream.Forget();

        var statuses = await UseAsync("never-issued");

        statuses.ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        _store.Finds.ShouldBe(1);
        _upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_is_deleted_meanwhile_is_refused_from_the_moment_that_the_deletion_is_acknowledged()
    {
        for (var round = 0; round < LongRun.Count(2, 50); round++)
        {
            var token = await _gateway.IssueAsync("alice", "Engineers");
            var uses = Task.WhenAll(Enumerable.Range(0, Uses).Select(_ => StatusOrEndAsync(token.Value)));
            (await _gateway.Tokens.DeleteAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None)).Error.ShouldBeNull();

            var after = await UseAsync(token.Value);

            after.ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
            (await uses).ShouldAllBe(status => status == HttpStatusCode.OK || status == HttpStatusCode.Unauthorized);
        }
    }

    private Task<HttpStatusCode[]> UseAsync(string token) =>
        Task.WhenAll(Enumerable.Range(0, Uses).Select(_ => StatusAsync("/", token)));

    // A request that takes more than a moment upstream is aborted when its token dies.
    private async Task<HttpStatusCode> StatusOrEndAsync(string token)
    {
        try
        {
            return await StatusAsync("/", token);
        }
        catch (HttpRequestException ended) when (ended.InnerException is IOException)
        {
            return HttpStatusCode.Unauthorized;
        }
    }

    private async Task<HttpStatusCode> StatusAsync(string target, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (token.Length > 0)
            request.Headers.Add("X-API-Key", token);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }
}
