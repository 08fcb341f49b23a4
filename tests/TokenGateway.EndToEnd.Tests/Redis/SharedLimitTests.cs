using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.RateLimiting;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>Nodes enforce one limit together.</summary>
public sealed class SharedLimitTests
{
    private const string Ten = """{ "By": "owner", "Permits": 10, "Window": "1h" }""";

    [Fact]
    public async Task What_one_node_allowed_another_does_not_allow_again()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(2, redis.Address, Ten);

        (await nodes.StatusesAsync(0, 6)).ShouldAllBe(status => status == 200);
        (await nodes.RemainingAsync(1)).ShouldBe(3);
        (await nodes.StatusesAsync(1, 3)).ShouldAllBe(status => status == 200);

        var refused = await nodes.GetAsync(0);
        (refused.Status, (await nodes.GetAsync(1)).Status).ShouldBe((429, 429));
        refused.Header("RateLimit-Policy").ShouldBe("\"together\";q=10;w=3600");
        ServiceLimit.Of(refused).ShouldSatisfyAllConditions(told => told.Remaining.ShouldBe(0), told => told.Seconds.ShouldBeInRange(300, 360));
        refused.Problem("type").ShouldBe("https://iana.org/assignments/http-problem-types#quota-exceeded");
    }

    [Fact]
    public async Task Leases_of_several_nodes_end_with_the_last_permit()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(2, redis.Address, """{ "By": "owner", "Permits": 40, "Window": "1d", "Mode": "Leased" }""");
        await nodes.KnowOfEachOtherAsync();
        var allowed = 0;

        // Permits that a node holds are returned within a second and a half.
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                allowed += (await nodes.GetAsync(0)).Status == 200 ? 1 : 0;
                allowed += (await nodes.GetAsync(1)).Status == 200 ? 1 : 0;
                return allowed >= 40;
            },
            "all permits are used");

        allowed.ShouldBe(40);
        (await nodes.StatusesAsync(0, 2)).ShouldBe([429, 429]);
        (await nodes.StatusesAsync(1, 2)).ShouldBe([429, 429]);
    }

    [Fact]
    public async Task A_limit_of_one_node_that_refuses_costs_nothing_of_the_shared_one_and_the_other_way_round()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, """{ "By": "owner", "Permits": 5, "Window": "1h" }""");

        (await nodes.StatusesAsync(0, 5, "/both/1")).ShouldBe([200, 200, 200, 429, 429]);
        (await nodes.RemainingAsync(0)).ShouldBe(1);
        (await nodes.StatusesAsync(0, 1)).ShouldBe([200]);

        var refused = await nodes.GetAsync(0, "/both/1");
        refused.Problem("detail").ShouldNotBeNull().ShouldContain("\"alone\"");
        refused.Header("RateLimit-Policy").ShouldBe("\"alone\";q=3;w=3600, \"together\";q=5;w=3600");
    }

    [Fact]
    public async Task Permits_of_a_node_come_back_when_the_shared_limit_refuses()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, """{ "By": "owner", "Permits": 1, "Window": "1h" }""");
        (await nodes.StatusesAsync(0, 4, "/both/1")).ShouldBe([200, 429, 429, 429]);

        await redis.CommandAsync("FLUSHALL");

        (await nodes.GetAsync(0, "/both/1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_quota_survives_restarts_and_a_new_secret()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, """{ "By": "owner", "Algorithm": "FixedWindow", "Permits": 100000, "Window": "30d" }""");
        (await nodes.RemainingAsync(0)).ShouldBe(99_999);
        await nodes.StopAsync(0);

        await nodes.AddAsync(redis.Address, """{ "By": "owner", "Algorithm": "FixedWindow", "Permits": 100000, "Window": "30d" }""");

        (await nodes.RemainingAsync(0)).ShouldBe(99_998);
    }

    [Fact]
    public async Task What_is_in_Redis_names_no_secret()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, Ten);
        await nodes.GetAsync(0);

        var keys = (await redis.CommandAsync("KEYS", "*")).Split("\r\n").Where(line => line.StartsWith("tgw", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();

        keys.Length.ShouldBe(2);
        keys[0].ShouldMatch("^tgw:limit:together:[0-9a-f]{8}:0:name:alice$");
        keys[1].ShouldBe("tgw:nodes");
    }

    [Fact]
    public async Task A_user_of_the_access_list_over_TLS_is_enough()
    {
        using var certificate = await TestCertificate.CreateAsync();
        var (users, key) = (certificate.File + ".users", certificate.File + ".cache-key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        await File.WriteAllLinesAsync(users,
        [
            "user gateway on >secret ~tgw:* -@all +@connection +info +eval +evalsha +script|load +time +hmget +hset +hmset +hgetall +hincrby +hdel +pexpire +expire +zadd +zremrangebyscore +zcard",
            "user default off",
        ]);
        await using var redis = await RedisProcess.StartAsync(
            "--tls-port", "--tls-cert-file", certificate.File, "--tls-key-file", certificate.KeyFile, "--tls-auth-clients", "no", "--aclfile", users);
        await using var nodes = await LimitedNodes.StartAsync(
            1, $"{redis.Address},ssl=true,sslHost=localhost,user=gateway,password=secret", """{ "By": "owner", "Permits": 2, "Window": "1h" }""",
            $$"""{ "OnFailure": "Deny", "AuthorityFile": "{{certificate.File}}", "Cache": true, "CacheKeyFile": "{{key}}" }""");

        (await nodes.StatusesAsync(0, 3)).ShouldBe([200, 200, 429]);
        var facts = nodes.Gateways[0].Services.GetRequiredService<ISharedFacts>();
        await Eventually.BecomesTrueAsync(async () => await facts.ReadAsync(TokenDigest.Of(nodes.ValueOf(0))) is not null, "facts are shared");
    }
}
