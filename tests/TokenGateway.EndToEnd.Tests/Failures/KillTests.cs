using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;
using Xunit.Abstractions;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>
/// SIGKILL at random times to processes that write, and to one that serves: no acknowledged change is lost, and no token remains
/// valid after its acknowledged deactivation or deletion.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Writers = LongRun.Count(2, 3);


    private readonly ChangeLog _log = new();
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    private string StorePath => Path.Combine(_gateway.Folder, "data", "tokengateway.db");

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configuration());
        _client = _gateway.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Writers_that_are_killed_lose_nothing_they_acknowledged()
    {
        var (seed, cycles) = (Environment.ProcessId, LongRun.Count(4, 200));
        var random = new Random(seed);
        var asked = 0;
        output.WriteLine($"seed {seed}");
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            await KillWritersAsync(cycle, random);
            _log.ShouldStandIn(StorePath);
            await ShouldBeRecordedAsync();
            asked += await AskAsync(random);
        }

        output.WriteLine($"{cycles} cycles, {cycles * Writers} kills: {_log.Acknowledged} changes acknowledged, {_log.Begun} begun when killed, "
            + $"{_log.HappenedUnacknowledged} of these had happened; {asked} requests, none wrongly answered");
        _log.Begun.ShouldBeGreaterThan(0, "No kill hit a change: the test has shown nothing.");
    }

    [Fact]
    public async Task A_gateway_that_is_killed_while_others_write_starts_again_and_lets_no_dead_token_in()
    {
        var (seed, cycles) = (Environment.ProcessId, LongRun.Count(1, 20));
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            await using (var serving = await GatewayProcess.StartAsync(_gateway.Folder, Configuration()))
            {
                await KillWritersAsync(cycle, random);
                serving.Process.Kill();
                await serving.Process.ExitAsync();
            }

            _log.ShouldStandIn(StorePath);
            await ShouldBeRecordedAsync();
            await using var again = await GatewayProcess.StartAsync(_gateway.Folder, Configuration());
            foreach (var (value, isAlive) in Sample(random, 50))
                (await again.StatusAsync(value)).ShouldBe(isAlive ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
            again.Process.Kill();
        }

        output.WriteLine($"{cycles} cycles: {_log.Acknowledged} changes acknowledged, {_log.Begun} begun when killed");
    }

    [Fact]
    public async Task Commands_that_are_killed_lose_nothing_they_acknowledged()
    {
        var (seed, cycles) = (Environment.ProcessId, LongRun.Count(2, 200));
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        (await _gateway.CliAsync("user", "create", "--id", "carol", "--role", "Users")).ExitCode.ShouldBe(0);
        var ids = new List<string>();
        for (var i = 0; i < Writers; i++)
        {
            var token = await _gateway.IssueAsync("carol", "Users");
            ids.Add($"{token.Token.Id}");
            _log.Read([$"< create {token.Token.Id} {token.Value}"]);
        }

        var (done, killed) = (0, 0);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var change = new[] { "deactivate", "activate" }[cycle % 2];
            var commands = ids.Select(id => ChildProcess.Gateway("token", change, id, "--config", _gateway.ConfigPath)).ToList();
            var patience = TimeSpan.FromMilliseconds(random.Next(200, 900));
            await Task.WhenAny(Task.WhenAll(commands.Select(one => one.ExitAsync())), Pause.For(patience));
            for (var i = 0; i < commands.Count; i++)
            {
                commands[i].Kill();
                var code = await commands[i].ExitAsync();
                _log.Read(code == 0 ? [$"> {change} {ids[i]}", $"< {change} {ids[i]}"] : [$"> {change} {ids[i]}"]);
                _ = code == 0 ? done++ : killed++;
                await commands[i].DisposeAsync();
            }

            _log.ShouldStandIn(StorePath);
            await ShouldBeRecordedAsync();
        }

        output.WriteLine($"{cycles} cycles: {done} commands done, {killed} killed, {_log.HappenedUnacknowledged} of these after their change");
    }

    // Hundreds of requests present dead tokens.
    private JsonObject Configuration()
    {
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["TokenGateway"]!["Throttle"] = JsonNode.Parse("""{ "FailedAttempts": 1000000 }""");
        return configuration;
    }

    private async Task KillWritersAsync(int cycle, Random random)
    {
        var writers = Enumerable.Range(0, Writers)
            .Select(i => (Owner: $"w{cycle}-{i}-{_owners.Count}", Seed: random.Next()))
            .Select(one => (one.Owner, Process: ChildProcess.Store("write", _gateway.ConfigPath, one.Owner, $"{one.Seed}"))).ToList();
        foreach (var (_, process) in writers)
            await Eventually.BecomesTrueAsync(() => Task.FromResult(process.Output.Contains("ready") || process.HasExited), "the writer writes");
        await Pause.For(TimeSpan.FromMilliseconds(random.Next(1, 200)));
        foreach (var (owner, process) in writers)
        {
            process.HasExited.ShouldBeFalse(string.Join('\n', [.. process.Output.TakeLast(1), .. process.Error]));
            process.Kill();
            await process.ExitAsync();
            _log.Read(process.Output);
            foreach (var line in process.Output.Where(line => line.StartsWith("< create ", StringComparison.Ordinal)))
                _owners[line.Split(' ')[2]] = owner;
            await process.DisposeAsync();
        }
    }

    // Every acknowledged change has an audit record, and no kill breaks the chain.
    private async Task ShouldBeRecordedAsync()
    {
        var verified = await _gateway.CliAsync("audit", "verify", "--json");
        verified.ExitCode.ShouldBe(0, verified.Output + verified.Error);
        JsonNode.Parse(verified.Output)!["checked"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(_log.Acknowledged);
    }

    // The gateway that ran all the time, with a warm cache from before.
    private async Task<int> AskAsync(Random random)
    {
        var sample = Sample(random, 20);
        foreach (var (value, isAlive) in sample)
        {
            var expected = isAlive ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
            await Eventually.BecomesTrueAsync(async () => await StatusAsync(value) == expected, $"a token is answered with {expected}", TimeSpan.FromSeconds(5));
        }

        return sample.Count;
    }

    private List<(string Value, bool IsAlive)> Sample(Random random, int count)
    {
        var all = _log.Certain(id => _owners[id]).ToArray();
        random.Shuffle(all);
        return [.. all.Take(count)];
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }
}
