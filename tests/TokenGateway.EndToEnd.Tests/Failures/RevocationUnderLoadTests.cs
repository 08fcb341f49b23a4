using System.Net;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>
/// Tokens are deleted and created while many requests use them, some for the first time: no request that began after an acknowledged
/// deletion is accepted, and none that began after the creation is refused.
/// </summary>
public sealed class RevocationUnderLoadTests
{
    private const int Clients = 16;

    [Fact]
    public async Task No_request_is_let_in_after_the_deletion_nor_refused_after_the_creation()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(upstream.Address);
        configuration["TokenGateway"]!["Throttle"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "FailedAttempts": 1000000 }""");
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var client = gateway.CreateClient();
        var target = new Target();
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => UseAsync(client, target, stop.Token))).ToList();
        for (var i = 0; i < LongRun.Count(150, 10_000); i++)
        {
            var token = await gateway.IssueAsync("alice", "Engineers");
            target.Current = new Life(token.Value);
            await Eventually.BecomesTrueAsync(() => Task.FromResult(i % 3 != 0 || target.Current.Served > 0), "it is used");
            target.Current.IsDying = true;
            (await gateway.Tokens.DeleteAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None)).Error.ShouldBeNull();
            target.Current.IsDead = true;
        }

        await stop.CancelAsync();
        (await Task.WhenAll(load)).Sum().ShouldBeGreaterThan(100);
    }

    private static async Task<int> UseAsync(HttpClient client, Target target, CancellationToken stop)
    {
        var used = 0;
        while (!stop.IsCancellationRequested)
        {
            if (target.Current is not { } life)
            {
                await Task.Yield();
                continue;
            }

            var wasDead = life.IsDead;
            using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", life.Token } } };
            using var answer = await client.SendAsync(request, CancellationToken.None);
            if (wasDead)
                answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            if (!life.IsDying)
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            life.Served++;
            used++;
        }

        return used;
    }

    private sealed class Target
    {
        private volatile Life? _current;

        public Life? Current
        {
            get => _current;
            set => _current = value;
        }
    }

    private sealed class Life(string token)
    {
        private volatile bool _isDying;
        private volatile bool _isDead;

        public string Token { get; } = token;

        public int Served { get; set; }

        /// <summary>Whether its deletion was requested.</summary>
        public bool IsDying
        {
            get => _isDying;
            set => _isDying = value;
        }

        /// <summary>Whether its deletion was acknowledged.</summary>
        public bool IsDead
        {
            get => _isDead;
            set => _isDead = value;
        }
    }
}
