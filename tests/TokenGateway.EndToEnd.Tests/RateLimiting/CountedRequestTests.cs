using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.RateLimiting;

/// <summary>Which requests count, and for which caller.</summary>
public sealed class CountedRequestTests(LimitedEdge edge) : IClassFixture<LimitedEdge>
{
    private const string Origin = "Origin: https://app.test";
    private const string AsksFor = "Access-Control-Request-Method: GET";

    [Fact]
    public async Task Tokens_of_an_owner_count_together_on_all_routes_that_name_the_limit()
    {
        var (one, other, stranger) = (await edge.KeyOfAsync("anna"), await edge.KeyOfAsync("anna"), await edge.KeyOfAsync("bert"));

        (await edge.StatusesAsync(2, "/limited/1", one)).ShouldBe([200, 200]);
        (await edge.StatusesAsync(1, "/limited/2", other)).ShouldBe([200]);
        (await edge.StatusesAsync(2, "/composed/1", other)).ShouldBe([200, 429]);
        (await edge.StatusesAsync(1, "/limited/1", one)).ShouldBe([429]);
        (await edge.StatusesAsync(1, "/limited/1", stranger)).ShouldBe([200]);
    }

    [Fact]
    public async Task Roles_have_their_own_values_and_one_has_no_limit()
    {
        (await edge.StatusesAsync(3, "/roles/1", await edge.KeyOfAsync("carl"))).ShouldBe([200, 200, 429]);
        (await edge.StatusesAsync(6, "/roles/1", await edge.KeyOfAsync("dora", "Engineers"))).ShouldBe([200, 200, 200, 200, 200, 429]);
        (await edge.StatusesAsync(20, "/roles/1", await edge.KeyOfAsync("emil", "Administrators"))).ShouldAllBe(status => status == 200);
    }

    [Fact]
    public async Task Without_a_token_the_address_counts_and_tokens_go_on()
    {
        (await edge.StatusesAsync(4, "/open/1")).ShouldBe([200, 200, 200, 429]);
        (await edge.StatusesAsync(4, "/open/1", await edge.KeyOfAsync("fritz"))).ShouldBe([200, 200, 200, 429]);
        (await edge.StatusesAsync(1, "/open/1", "X-API-Key: wrong")).ShouldBe([401]);
    }

    [Fact]
    public async Task By_address_all_tokens_of_a_client_count_together()
    {
        var (one, other) = (await edge.KeyOfAsync("gerd"), await edge.KeyOfAsync("hans"));

        (await edge.StatusesAsync(2, "/callers/1", one)).ShouldBe([200, 200]);
        (await edge.StatusesAsync(2, "/callers/1", other, "X-Forwarded-For: 192.0.2.7")).ShouldBe([200, 429]);
    }

    [Fact]
    public async Task What_is_refused_before_does_not_count()
    {
        var key = await edge.KeyOfAsync("ida");
        for (var i = 0; i < 10; i++)
        {
            (await edge.SendAsync("DELETE", "/limited/1", key)).Status.ShouldBe(403);
            (await edge.SendAsync("PUT", "/limited/1", key)).Status.ShouldBe(405);
            (await edge.GetAsync("/limited/a;b", key)).Status.ShouldBe(400);
            (await edge.GetAsync("/limited/1", key, key)).Status.ShouldBe(400);
        }

        (await edge.StatusesAsync(5, "/limited/1", key)).ShouldBe([200, 200, 200, 200, 429]);
        (await edge.SendAsync("DELETE", "/limited/1", key)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Preflights_do_not_count_and_are_answered_whatever_was_spent_but_other_OPTIONS_count()
    {
        var key = await edge.KeyOfAsync("jan");
        for (var i = 0; i < 10; i++)
            (await edge.SendAsync("OPTIONS", "/limited/1", Origin, AsksFor, key)).Status.ShouldBe(204);

        for (var i = 0; i < 4; i++)
            (await edge.SendAsync("OPTIONS", "/limited/1", key)).Status.ShouldBe(200);

        (await edge.SendAsync("OPTIONS", "/limited/1", key)).Status.ShouldBe(429);
        var preflight = await edge.SendAsync("OPTIONS", "/limited/1", Origin, AsksFor, key);
        (preflight.Status, preflight.Answer.Header("RateLimit")).ShouldBe((204, null));
    }

    [Fact]
    public async Task Of_many_at_once_exactly_as_many_pass_as_there_are_permits()
    {
        var keys = new List<string>();
        for (var i = 0; i < 60; i++)
            keys.Add(await edge.KeyOfAsync("karl" + (i % 3)));
        edge.Upstream.Forget();

        var answers = await Task.WhenAll(keys.Select(key => Raw.SendAsync(edge.Gateway.Edge, RawRequest.Of("GET", "/all/1", key))));

        answers.Count(answer => Raw.StatusOf(answer) == 200).ShouldBe(10);
        answers.Count(answer => Raw.StatusOf(answer) == 429).ShouldBe(50);
        edge.Upstream.Seen.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("/free/1")]
    [InlineData("/default/1")]
    public async Task Words_of_YARP_that_ask_for_no_policy_load_and_limit_nothing(string target) =>
        (await edge.StatusesAsync(20, target)).ShouldAllBe(status => status == 200);

    [Fact]
    public async Task A_refused_request_opens_no_connection_to_the_upstream()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(EdgeFixture.SampleWith(
            upstream.Address, gateway: """{ "RateLimits": { "standard": { "By": "owner", "Permits": 1, "Window": "1h" } } }"""));
        var key = "X-API-Key: " + (await gateway.IssueAsync("alice", "Engineers")).Value;
        upstream.Handler = context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };

        for (var i = 0; i < 5; i++)
            Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/orders/1", key))).ShouldBe(i == 0 ? 200 : 429);

        (upstream.Accepted, upstream.Seen.Count).ShouldBe((1, 1));
    }
}
