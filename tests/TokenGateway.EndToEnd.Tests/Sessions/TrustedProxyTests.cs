using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>Management behind proxies. Those on 127.0.0.1 and 127.0.0.9 are trusted, clients from 127.0.0.2 are not.</summary>
public sealed class TrustedProxyTests
{
    private const string Two = """{ "TrustedProxies": ["127.0.0.1", "127.0.0.9/32", "2001:db8:1::/48"] }""";
    private const string For = "X-Forwarded-For";

    [Fact]
    public async Task Failures_of_one_client_do_not_delay_another_behind_the_same_proxy()
    {
        await using var all = await SignInGateway.StartAsync(Two);
        await all.AddAsync("alice");
        using var proxy = all.Open();
        await FailAsync(proxy, "192.0.2.66", SignInThrottle.FreeOfNetwork + 1);
        var throttle = all.Gateway.ManagementServices.GetRequiredService<SignInThrottle>();

        DelayOf(throttle, "192.0.2.66").ShouldBeGreaterThan(TimeSpan.Zero);
        DelayOf(throttle, "192.0.2.7").ShouldBe(TimeSpan.Zero);
        DelayOf(throttle, "127.0.0.1").ShouldBe(TimeSpan.Zero);
        (await proxy.SignInAsync("alice", SignInGateway.Password, (For, "192.0.2.7"))).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("127.0.0.1", "192.0.2.66")]
    [InlineData("127.0.0.1", "198.51.100.{0}, 192.0.2.66")]
    [InlineData("127.0.0.1", "garbage {0}, 192.0.2.66:{0}")]
    [InlineData("127.0.0.1", "198.51.100.{0}, 192.0.2.66, 127.0.0.9")]
    [InlineData("127.0.0.9", "198.51.100.{0}, 192.0.2.66, [2001:db8:1::{0}]:443, 127.0.0.1")]
    public async Task Client_cannot_choose_its_address_by_what_it_writes_before_the_proxy(string from, string line)
    {
        await using var all = await SignInGateway.StartAsync(Two);
        using var proxy = all.Open(from);

        await FailAsync(proxy, line, SignInThrottle.FreeOfNetwork + 1);

        DelayOf(all.Gateway.ManagementServices.GetRequiredService<SignInThrottle>(), "192.0.2.66").ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("[2001:db8:2:3::{0}]:4711", "2001:db8:2:3::1")]
    [InlineData("2001:db8:2:3::{0}", "2001:db8:2:3::1")]
    [InlineData("::ffff:192.0.2.66", "192.0.2.66")]
    public async Task Addresses_of_version_6_count_by_their_network(string line, string address)
    {
        await using var all = await SignInGateway.StartAsync(Two);
        using var proxy = all.Open();

        await FailAsync(proxy, line, SignInThrottle.FreeOfNetwork + 1);

        DelayOf(all.Gateway.ManagementServices.GetRequiredService<SignInThrottle>(), address).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("127.0.0.2", "192.0.2.{0}")]
    [InlineData("127.0.0.1", "192.0.2.{0}, unknown")]
    public async Task What_nobody_trusted_says_is_ignored_and_the_peer_counts(string from, string line)
    {
        await using var all = await SignInGateway.StartAsync(Two);
        using var client = all.Open(from);

        await FailAsync(client, line, SignInThrottle.FreeOfNetwork + 1);

        DelayOf(all.Gateway.ManagementServices.GetRequiredService<SignInThrottle>(), from).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Audit_names_the_client_of_a_session()
    {
        await using var all = await SignInGateway.StartAsync(Two);
        await all.AddAsync("alice");
        using var proxy = all.Open();
        using var other = all.Open("127.0.0.2");

        (await proxy.SignInAsync("alice", SignInGateway.Password, (For, "198.51.100.1, 192.0.2.7"))).Status.ShouldBe(201);
        (await proxy.SignOutAsync((For, "192.0.2.8"))).Status.ShouldBe(204);
        (await other.SignInAsync("alice", SignInGateway.Password, (For, "192.0.2.9"))).Status.ShouldBe(201);

        (await all.AuditedAsync(AuditAction.SessionStarted)).Select(entry => entry.Actor.Address).Order(StringComparer.Ordinal).ShouldBe(["127.0.0.2", "192.0.2.7"]);
        (await all.AuditedAsync(AuditAction.SessionEnded)).Select(entry => entry.Actor.Address).ShouldBe(["192.0.2.8"]);
    }

    [Fact]
    public async Task Token_that_is_bound_to_addresses_is_asked_for_the_client()
    {
        await using var all = await SignInGateway.StartAsync(Two);
        var token = await all.Gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own, Addresses = [AddressRange.Parse("192.0.2.0/24")] });

        (await AskAsync(all, "127.0.0.1", token.Value, "192.0.2.7")).ShouldBe(200);
        (await AskAsync(all, "127.0.0.1", token.Value, "198.51.100.7")).ShouldBe(403);
        (await AskAsync(all, "127.0.0.1", token.Value, "192.0.2.7, 198.51.100.7")).ShouldBe(403);
        (await AskAsync(all, "127.0.0.2", token.Value, "192.0.2.7")).ShouldBe(403);
    }

    [Fact]
    public async Task Wrong_tokens_of_one_client_are_not_counted_for_another()
    {
        await using var all = await SignInGateway.StartAsync("""{ "TrustedProxies": ["127.0.0.1"], "Throttle": { "FailedAttempts": 3, "Window": "1h" } }""");
        for (var i = 0; i < 3; i++)
            (await AskAsync(all, "127.0.0.1", "wrong", "192.0.2.66")).ShouldBe(401);

        (await AskAsync(all, "127.0.0.1", "wrong", "192.0.2.66")).ShouldBe(429);
        (await AskAsync(all, "127.0.0.1", "wrong", "192.0.2.7")).ShouldBe(401);
    }

    [Fact]
    public async Task Proxy_becomes_trusted_and_is_no_longer_by_a_reload()
    {
        await using var all = await SignInGateway.StartAsync();
        var token = await all.Gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own, Addresses = [AddressRange.Parse("192.0.2.0/24")] });
        var file = JsonNode.Parse(await File.ReadAllTextAsync(all.Gateway.ConfigPath))!.AsObject();

        (await AskAsync(all, "127.0.0.1", token.Value, "192.0.2.7")).ShouldBe(403);
        foreach (var (ranges, status) in new[] { ("127.0.0.0/8", 200), ("127.0.0.9", 403) })
        {
            file["TokenGateway"]!["TrustedProxies"] = new JsonArray(ranges);
            await all.Gateway.RewriteAsync(file);
            await Eventually.BecomesTrueAsync(async () => await AskAsync(all, "127.0.0.1", token.Value, "192.0.2.7") == status, $"{ranges} are the trusted proxies");
        }
    }

    [Theory]
    [InlineData("192.0.2.0/24", "https", 201)]
    [InlineData("192.0.2.0/24", "HTTPS", 201)]
    [InlineData("192.0.2.0/24", "http", 400)]
    [InlineData("192.0.2.0/24", "http, https", 400)]
    [InlineData("198.51.100.0/24", "https", 400)]
    public async Task Browser_signs_in_through_a_trusted_proxy_on_another_machine_that_says_https(string trusted, string scheme, int status)
    {
        await using var all = await SignInGateway.StartAsync(
            $$"""{ "TrustedProxies": ["{{trusted}}"] }""", configure: builder => builder.Services.AddSingleton<IStartupFilter, FarAway>());
        await all.AddAsync("alice");
        using var browser = all.Open();

        (await browser.SignInAsync("alice", SignInGateway.Password, (For, "203.0.113.5"), ("X-Forwarded-Proto", scheme))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Origin_of_a_page_is_the_https_that_the_proxy_says()
    {
        await using var all = await SignInGateway.StartAsync(Two);
        await all.AddAsync("alice");
        using var proxy = all.Open();
        using var other = all.Open("127.0.0.2");
        var origin = ("Origin", $"https://{all.Gateway.Management.Authority}");

        (await proxy.SignInAsync("alice", SignInGateway.Password, origin, ("X-Forwarded-Proto", "https"))).Status.ShouldBe(201);
        (await proxy.SignInAsync("alice", SignInGateway.Password, origin)).Status.ShouldBe(403);
        (await other.SignInAsync("alice", SignInGateway.Password, origin, ("X-Forwarded-Proto", "https"))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Forwarded_host_is_the_origin_and_is_checked_beside_the_host_of_the_connection()
    {
        await using var all = await SignInGateway.StartAsync("""{ "TrustedProxies": ["127.0.0.1"], "ManagementHosts": ["gateway.example.com"] }""");
        await all.AddAsync("alice");
        using var proxy = all.Open();
        using var other = all.Open("127.0.0.2");
        (string, string) Forwarded(string host) => ("X-Forwarded-Host", host);
        var origin = ("Origin", "https://gateway.example.com");
        var https = ("X-Forwarded-Proto", "https");

        (await proxy.SignInAsync("alice", SignInGateway.Password, origin, https, Forwarded("gateway.example.com"))).Status.ShouldBe(201);
        (await proxy.SignInAsync("alice", SignInGateway.Password, origin, https, Forwarded("localhost"))).Status.ShouldBe(403);
        (await proxy.SignInAsync("alice", SignInGateway.Password, origin, https, Forwarded("a.example, gateway.example.com"))).Status.ShouldBe(403);
        (await other.SignInAsync("alice", SignInGateway.Password, origin, https, Forwarded("gateway.example.com"))).Status.ShouldBe(403);
        (await proxy.ShowAsync(Forwarded("localhost"), ("Host", "evil.example"))).Status.ShouldBe(421);
        (await proxy.ShowAsync(Forwarded("evil.example"))).Status.ShouldBe(421);
        (await other.ShowAsync(Forwarded("evil.example"))).Status.ShouldBe(401);
    }

    // Each for a different account, so that only the client's network accumulates failures.
    private static async Task FailAsync(Browser browser, string line, int times)
    {
        for (var i = 1; i <= times; i++)
            (await browser.SignInAsync($"nobody-{i}", "wrong password", (For, line.Replace("{0}", $"{i}", StringComparison.Ordinal)))).Status.ShouldBe(401);
    }

    private static TimeSpan DelayOf(SignInThrottle throttle, string address)
    {
        using var turn = throttle.TryEnter(System.Net.IPAddress.Parse(address), "somebody else", out var delay).ShouldNotBeNull();
        return delay;
    }

    private static async Task<int> AskAsync(SignInGateway all, string from, string token, string line)
    {
        using var client = new HttpClient(Browser.HandlerFrom(from)) { BaseAddress = all.Gateway.Management };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Headers.TryAddWithoutValidation(For, line);
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
