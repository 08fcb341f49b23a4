using System.Globalization;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Access;

/// <summary>The throttle for guessing never locks out a correct token.</summary>
public sealed class FailedAttemptTests
{
    private const int Budget = 5;

    [Fact]
    public async Task Over_the_budget_wrong_tokens_get_429_and_right_ones_pass()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, "1d");
        var token = (await gateway.IssueAsync("alice", "Engineers")).Value;

        var first = new List<int>();
        for (var i = 0; i < Budget; i++)
            first.Add((await GetAsync(gateway, "wrong" + i)).Status);
        var over = await GetAsync(gateway, "wrong-again");
        var right = await GetAsync(gateway, token);
        var broken = await GetAsync(gateway, "\"quoted\"");

        first.ShouldAllBe(status => status == 401);
        over.Status.ShouldBe(429);
        over.Problem("code").ShouldBe("rate_limited");
        int.Parse(over.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeInRange(1, 86400);
        over.HeadersOf("WWW-Authenticate").ShouldBeEmpty();
        right.Status.ShouldBe(200);
        broken.Status.ShouldBe(429);
        upstream.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_right_token_passes_among_wrong_ones_from_the_first_on()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, "1d");

        for (var i = 0; i < 2 * Budget; i++)
        {
            (await GetAsync(gateway, "wrong" + i)).Status.ShouldBe(i < Budget ? 401 : 429);
            var token = (await gateway.IssueAsync("alice", "Engineers")).Value;
            (await GetAsync(gateway, token)).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Many_first_uses_of_right_tokens_pass_through_the_gate_at_once()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, "1d");
        for (var i = 0; i <= Budget; i++)
            await GetAsync(gateway, "wrong" + i);
        var tokens = new List<string>();
        for (var i = 0; i < 20; i++)
            tokens.Add((await gateway.IssueAsync("alice", "Engineers")).Value);

        var answers = await Task.WhenAll(tokens.Select(token => GetAsync(gateway, token)));

        answers.ShouldAllBe(answer => answer.Status == 200);
    }

    [Fact]
    public async Task Requests_without_a_token_do_not_count()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, "1d");

        for (var i = 0; i < 2 * Budget; i++)
            await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/orders/1"));

        (await GetAsync(gateway, "wrong")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_next_window_has_a_budget_of_its_own()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, "2s");
        await Eventually.BecomesTrueAsync(async () => (await GetAsync(gateway, "wrong")).Status == 429, "the budget is used up");

        await Eventually.BecomesTrueAsync(async () => (await GetAsync(gateway, "wrong")).Status == 401, "the next window begins");
    }

    private static async Task<TestGateway> StartAsync(TestUpstream upstream, string window) =>
        await TestGateway.StartAsync(EdgeFixture.SampleWith(
            upstream.Address, gateway: $$"""{ "Throttle": { "FailedAttempts": {{Budget}}, "Window": "{{window}}" } }"""));

    private static async Task<RawAnswer> GetAsync(TestGateway gateway, string token) =>
        RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/orders/1", "Authorization: Bearer " + token)));
}
