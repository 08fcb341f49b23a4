using System.Globalization;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.RateLimiting;

/// <summary>The rate limit headers and refusals that a client sees.</summary>
public sealed class LimitAnswerTests(LimitedEdge edge) : IClassFixture<LimitedEdge>
{
    private static readonly string[] Fields = ["RateLimit", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"];

    [Theory]
    [InlineData("/limited/1", "anna")]
    [InlineData("/composed/1", "bert")]
    public async Task Allowed_answers_tell_the_limit_and_the_one_too_many_is_429(string target, string user)
    {
        var key = await edge.KeyOfAsync(user);

        for (var left = 3; left >= 0; left--)
        {
            var allowed = (await edge.GetAsync(target, key)).Answer;
            allowed.Status.ShouldBe(200);
            var told = ServiceLimit.Of(allowed);
            (told.Name, told.Remaining).ShouldBe(("standard", left));
            told.Seconds.ShouldBeInRange(((4 - left) * 1200) - 60, (4 - left) * 1200);
            allowed.Header("RateLimit-Policy").ShouldBe("\"standard\";q=3;w=3600");
            allowed.Header("Retry-After").ShouldBeNull();
        }

        var refused = await edge.GetAsync(target, key);
        refused.Status.ShouldBe(429);
        refused.Code.ShouldBe("rate_limited");
        refused.Seen.ShouldBeEmpty();
        refused.Answer.Problem("detail").ShouldBe("The limit \"standard\" is exceeded: 3 in 1h, burst 4.");
        refused.Answer.Problem("type").ShouldBe("https://iana.org/assignments/http-problem-types#quota-exceeded");
        refused.Answer.Body.ShouldContain("\"violated-policies\":[\"standard\"]");
        ServiceLimit.Of(refused.Answer).ShouldBe(new ServiceLimit("standard", 0, SecondsOf(refused.Answer, "Retry-After")));
        refused.Answer.Header("RateLimit-Policy").ShouldBe("\"standard\";q=3;w=3600");
        SecondsOf(refused.Answer, "Retry-After").ShouldBeInRange(1140, 1200);
        refused.Answer.Header("Cache-Control").ShouldBe("no-store");
        refused.Answer.HeadersOf("WWW-Authenticate").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_three_older_fields_are_told_where_the_limit_says_so()
    {
        var key = await edge.KeyOfAsync("otto");

        var allowed = (await edge.GetAsync("/older/1", key)).Answer;
        (await edge.StatusesAsync(3, "/older/1", key)).ShouldBe([200, 200, 200]);
        var refused = (await edge.GetAsync("/older/1", key)).Answer;

        (allowed.Header("RateLimit-Limit"), allowed.Header("RateLimit-Remaining")).ShouldBe(("4", "3"));
        SecondsOf(allowed, "RateLimit-Reset").ShouldBeInRange(1140, 1200);
        (refused.Status, refused.Header("RateLimit-Remaining"), refused.Header("RateLimit-Reset")).ShouldBe((429, "0", refused.Header("Retry-After")));
        (allowed.Header("RateLimit"), allowed.Header("RateLimit-Policy"), refused.Header("RateLimit")).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task Of_several_limits_the_tightest_is_told_and_none_is_spent_by_a_refusal_of_another()
    {
        var (one, other) = (await edge.KeyOfAsync("carl"), await edge.KeyOfAsync("carl"));

        var allowed = (await edge.GetAsync("/both/1", one)).Answer;
        (await edge.StatusesAsync(3, "/both/1", one)).ShouldBe([200, 429, 429]);

        (ServiceLimit.Of(allowed).Name, ServiceLimit.Of(allowed).Remaining).ShouldBe(("each", 1));
        allowed.Header("RateLimit-Policy").ShouldBe("\"each\";q=2;w=86400, \"standard\";q=3;w=3600");
        (await edge.StatusesAsync(3, "/limited/1", other)).ShouldBe([200, 200, 429]);
        var refused = (await edge.GetAsync("/both/1", one)).Answer;
        refused.Problem("detail").ShouldBe("The limit \"each\" is exceeded: 2 in 1d.");
        SecondsOf(refused, "Retry-After").ShouldBeInRange(86_000, 86_400);
    }

    [Theory]
    [InlineData("/limited/1", "dora")]
    [InlineData("/composed/1", "emil")]
    public async Task Fields_of_these_names_from_the_upstream_are_not_told_as_well(string target, string user)
    {
        var key = await edge.KeyOfAsync(user);
        using var answering = Answering();

        var limited = (await edge.GetAsync(target, key)).Answer;
        var free = (await edge.GetAsync("/free/1")).Answer;

        Fields.Select(limited.Header).ShouldNotContain("77");
        ServiceLimit.Of(limited).Name.ShouldBe("standard");
        Fields.Select(free.Header).ShouldBe(["77", "77", "77", "77", "77"]);
        limited.Header("X-Other-Limit").ShouldBe("77");
    }

    [Fact]
    public async Task A_caller_without_limit_hears_of_none_and_the_upstream_speaks()
    {
        using var answering = Answering();

        var answer = (await edge.GetAsync("/roles/1", "X-API-Key: " + edge.Administrator)).Answer;

        Fields.Select(answer.Header).ShouldBe(["77", "77", "77", "77", "77"]);
    }

    [Fact]
    public async Task The_answer_to_HEAD_and_to_a_page_of_another_origin_tell_it_too()
    {
        var key = await edge.KeyOfAsync("fritz");
        (await edge.StatusesAsync(2, "/limited/1", key)).ShouldBe([200, 200]);

        var head = (await edge.SendAsync("HEAD", "/limited/1", key)).Answer;
        (await edge.SendAsync("HEAD", "/limited/1", key)).Status.ShouldBe(200);
        var refusedHead = (await edge.SendAsync("HEAD", "/limited/1", key)).Answer;
        var refused = (await edge.GetAsync("/limited/1", key, "Origin: https://app.test")).Answer;

        (head.Status, ServiceLimit.Of(head).Remaining).ShouldBe((200, 1));
        (refusedHead.Status, refusedHead.Body).ShouldBe((429, ""));
        refusedHead.Header("Retry-After").ShouldNotBeNull();
        (refused.Status, refused.Header("Access-Control-Allow-Origin")).ShouldBe((429, "https://app.test"));
    }

    [Fact]
    public async Task An_upstream_that_fails_leaves_the_fields_in_place()
    {
        await using var gone = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(EdgeFixture.SampleWith(gone.Address));
        await gone.DisposeAsync();
        var key = "X-API-Key: " + (await gateway.IssueAsync("alice", "Engineers")).Value;

        var answer = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/orders/1", key)));

        (answer.Status, ServiceLimit.Of(answer).Remaining).ShouldBe((502, 999_999));
    }

    private static int SecondsOf(RawAnswer answer, string name) => int.Parse(answer.Header(name)!, CultureInfo.InvariantCulture);

    private Restored Answering()
    {
        var before = edge.Upstream.Handler;
        edge.Upstream.Handler = context =>
        {
            foreach (var name in Fields.Append("X-Other-Limit"))
                context.Response.Headers[name] = "77";
            return Task.CompletedTask;
        };
        return new Restored(() => edge.Upstream.Handler = before);
    }

    private sealed class Restored(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
