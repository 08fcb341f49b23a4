using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>Another process holds locks of the store: the writer's lock, or those that readers need too.</summary>
public sealed class BlockedStoreTests : IAsyncLifetime
{
    private const int Uncached = 200;

    // A lookup times out after five seconds; the rest is for slow machines.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(LongRun.Count(3, 30));

    private readonly List<string> _unused = [];
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;
    private string _used = "";

    private string StorePath => Path.Combine(_gateway.Folder, "data", "tokengateway.db");

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["TokenGateway"]!["Store"] = JsonNode.Parse("""{ "ConnectionString": "Data Source=data/tokengateway.db;Default Timeout=1" }""");
        configuration["TokenGateway"]!["Throttle"] = JsonNode.Parse("""{ "FailedAttempts": 1000000 }""");
        configuration["TokenGateway"]!["Tokens"] = JsonNode.Parse("""{ "MaxPerUser": 1000 }""");
        _gateway = await TestGateway.StartAsync(configuration);
        _client = _gateway.CreateClient();
        _client.Timeout = Bound;
        _used = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        for (var i = 0; i < Uncached; i++)
            _unused.Add((await _gateway.IssueAsync("bob", "Users")).Value);
        (await StatusAsync(_used)).ShouldBe(HttpStatusCode.OK);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Reads_go_on_and_writes_are_refused_while_another_process_writes()
    {
        await using (var holder = await HoldAsync("hold-writer"))
        {
            var clock = Stopwatch.StartNew();
            do
            {
                var refused = await _gateway.CliAsync("token", "create", "--user", "alice");
                refused.ExitCode.ShouldBe(4);
                refused.Output.ShouldBeEmpty();
                refused.Error.ShouldContain(StorePath);
                refused.Error.ShouldContain("locked");
                refused.Error.TrimEnd().ShouldNotContain('\n');
                (await _gateway.CliAsync("token", "delete", "1")).ExitCode.ShouldBe(4);
                (await StatusAsync(_used)).ShouldBe(HttpStatusCode.OK);
                (await StatusAsync(_unused[0])).ShouldBe(HttpStatusCode.OK);
                (await StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
            }
            while (clock.Elapsed < Held);
            holder.EndInput();
            (await holder.ExitAsync()).ShouldBe(0);
        }

        (await _gateway.CliAsync("token", "delete", "1")).ExitCode.ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_used) == HttpStatusCode.Unauthorized, "the deletion is followed");
    }

    [Fact]
    public async Task Cached_tokens_go_on_and_others_are_answered_in_time_while_nobody_can_read()
    {
        using var stop = new CancellationTokenSource();
        Task<CliResult>? command;
        Task<int> cached;
        await using (var holder = await HoldAsync("hold-readers"))
        {
            var clock = Stopwatch.StartNew();

            // SQLite waits for ten seconds, twice because of the writer: only in the long run.
            command = LongRun.IsOn ? Task.Run(() => _gateway.CliAsync("token", "create", "--user", "alice")) : null;
            cached = GoOnAsync(stop.Token);
            var others = await Task.WhenAll(_unused.Append("never-issued").Select(StatusAsync));

            others.ShouldAllBe(status => status == HttpStatusCode.ServiceUnavailable);
            await Eventually.BecomesTrueAsync(() => Task.FromResult(!IsFresh), "the outage is noticed");

            // Once the outage is known, no request waits for the store any more, whatever its token.
            do
            {
                (await StatusAsync(_used)).ShouldBe(HttpStatusCode.OK);
                (await StatusAsync(_unused[0])).ShouldBe(HttpStatusCode.ServiceUnavailable);
                (await StatusAsync("never-issued")).ShouldBe(HttpStatusCode.ServiceUnavailable);
            }
            while (clock.Elapsed < Held || command is { IsCompleted: false });
            holder.EndInput();
            await holder.ExitAsync();
        }

        if (command is not null)
            ShouldBeRefused(await command);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(IsFresh), "changes are followed again");
        (await Task.WhenAll(_unused.Select(StatusAsync))).ShouldAllBe(status => status == HttpStatusCode.OK);
        (await StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        (await _gateway.CliAsync("token", "delete", "1")).ExitCode.ShouldBe(0);
        await stop.CancelAsync();
        (await cached).ShouldBeGreaterThan(0);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_used) == HttpStatusCode.Unauthorized, "the deletion is followed");
    }

    private void ShouldBeRefused(CliResult command)
    {
        command.ExitCode.ShouldBe(4);
        command.Output.ShouldBeEmpty();
        command.Error.ShouldContain(StorePath);
    }

    private bool IsFresh => _gateway.Services.GetRequiredService<Freshness>().IsFresh;

    // A client with a cached token is unaffected. The deletion at the end may precede its last responses.
    private async Task<int> GoOnAsync(CancellationToken stop)
    {
        var served = 0;
        while (!stop.IsCancellationRequested)
        {
            var status = await StatusAsync(_used);
            if (status == HttpStatusCode.Unauthorized)
                break;
            status.ShouldBe(HttpStatusCode.OK);
            served++;
        }

        return served;
    }

    private async Task<ChildProcess> HoldAsync(string what)
    {
        var holder = ChildProcess.Store(what, StorePath);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(holder.Output.Contains("held")), $"{what}: {string.Join('\n', holder.Error)}");
        return holder;
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }
}
