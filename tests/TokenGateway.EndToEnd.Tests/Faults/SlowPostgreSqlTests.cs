using System.Diagnostics;
using System.Net;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Faults;

/// <summary>A slow PostgreSQL: requests wait no longer than their limit, and deletions take effect in time.</summary>
public sealed class SlowPostgreSqlTests
{
    // For a busy machine.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    // For a busy machine, which is always the case in the plain run.
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(LongRun.IsOn ? 500 : 10_000);

    public static TheoryData<int, int> Delays => LongRun.IsOn ? new() { { 200, 100 }, { 0, 400 }, { 2000, 500 } } : new() { { 200, 100 } };

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task Traffic_goes_on_and_nothing_that_was_acknowledged_is_lost(int milliseconds, int jitter)
    {
        await using var cluster = await FaultedCluster.StartAsync();
        await using var traffic = await cluster.TrafficAsync();
        await traffic.FlowsAsync();

        Delay(cluster, milliseconds, jitter);
        await traffic.FlowsAsync(requests: 10);
        await FaultedCluster.HoldAsync();
        Delay(cluster, 0, 0);

        await traffic.HealsAsync();
        await traffic.EndAsync();
    }

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task Deleted_token_is_dead_on_the_other_node_a_second_and_an_answer_later(int milliseconds, int jitter)
    {
        await using var cluster = await FaultedCluster.StartAsync();
        using var client = cluster.Nodes[1].CreateClient();
        for (var i = 0; i < LongRun.Count(1, 10); i++)
        {
            Delay(cluster, 0, 0);
            var token = await cluster.Nodes[0].IssueAsync("alice", "Engineers");
            await cluster.Nodes[1].FollowAsync();
            await Eventually.BecomesTrueAsync(async () => (await GetAsync(client, token.Value)).Status == HttpStatusCode.OK, "the token is cached");
            Delay(cluster, milliseconds, jitter);
            (await GetAsync(client, token.Value)).Status.ShouldBe(HttpStatusCode.OK);

            var deleted = await cluster.Nodes[0].Tokens.DeleteAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None);
            deleted.Succeeded.ShouldBeTrue();
            var clock = Stopwatch.StartNew();
            var last = TimeSpan.Zero;
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    var began = clock.Elapsed;
                    if ((await GetAsync(client, token.Value)).Status != HttpStatusCode.OK)
                        return true;
                    last = began;
                    return false;
                },
                "it is refused", every: TimeSpan.FromMilliseconds(5));

            last.ShouldBeLessThan(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(milliseconds + jitter) + Busy);
        }
    }

    [Fact]
    public async Task Many_first_uses_at_once_end_in_time_and_keep_nobody_else_waiting()
    {
        await using var cluster = await FaultedCluster.StartAsync();
        using var client = cluster.Nodes[1].CreateClient();
        using var api = new HttpClient { BaseAddress = cluster.Nodes[1].Management };
        var values = Enumerable.Range(1, LongRun.Count(400, 2000)).Select(i => new StandardTokenFormat("tgw").Create(i)).ToArray();
        (await GetAsync(client, values[0])).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Delay(cluster, 400, 0);
        var threads = ThreadPool.ThreadCount;

        var all = Task.WhenAll(values.Select(value => GetAsync(client, value)));
        var slowest = TimeSpan.Zero;
        while (!all.IsCompleted)
        {
            var clock = Stopwatch.StartNew();
            using (var answer = await api.GetAsync("/healthz"))
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            await Task.Delay(20);
        }

        var answers = await all;
        answers.ShouldContain(answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.MaySayWhen));
        answers.Max(answer => answer.Took).ShouldBeLessThan(new VerifierOptions().LookupTimeout + ChangePolls.MaxWait + ChangePolls.MaxWait + Slack);
        slowest.ShouldBeLessThan(Slack);
        if (LongRun.IsOn)
            (ThreadPool.ThreadCount - threads).ShouldBeLessThan(50);
    }

    private static void Delay(FaultedCluster cluster, int milliseconds, int jitter)
    {
        foreach (var relay in cluster.ToStore)
            relay.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(jitter));
    }

    private static async Task<(HttpStatusCode Status, bool MaySayWhen, TimeSpan Took)> GetAsync(HttpClient client, string token)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/limited/1");
        request.Headers.Add("X-API-Key", token);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.RetryAfter is not null, clock.Elapsed);
    }
}
