using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Faults;

/// <summary>
/// Traffic during a fault, and its invariants. Clients use on each node a cached token, invalid tokens, and tokens that were not used
/// yet; a client on the first node creates and deletes tokens.
/// </summary>
internal sealed class FaultTraffic : IAsyncDisposable
{
    private const string Path = "/limited/1";
    private static readonly string NeverIssued = new StandardTokenFormat("tgw").Create(1);

    // For a request that waits for the store: its own time, plus that of a busy machine.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookupTimeout = new VerifierOptions().LookupTimeout;

    // Keeps the load low enough for the servers under test.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenRare = TimeSpan.FromMilliseconds(50);

    private readonly FaultedCluster _cluster;
    private readonly List<HttpClient> _clients = [];
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _broken = new();
    private readonly ConcurrentQueue<string>[] _unused = [new(), new()];
    private readonly ConcurrentDictionary<string, bool> _alive = new();
    private readonly ConcurrentDictionary<string, bool> _dead = new();
    private readonly int[] _cachedCount = new int[2];
    private readonly int[] _unusedPassed = new int[2];
    private readonly int[] _unusedAsked = new int[2];
    private List<double> _latencies = [];
    private int _written;
    private int _writesRefused;
    private string _cached = "";
    private ApiClient _writer = null!;
    private Task _running = Task.CompletedTask;

    private FaultTraffic(FaultedCluster cluster) => _cluster = cluster;

    /// <summary>The number of writes that were refused with 503.</summary>
    public int WritesRefused => Volatile.Read(ref _writesRefused);

    /// <summary>The last of their problem documents.</summary>
    public string LastRefusal { get; private set; } = "";

    public static async Task<FaultTraffic> StartAsync(FaultedCluster cluster, int unused)
    {
        var traffic = new FaultTraffic(cluster);
        await traffic.PrepareAsync(unused);
        traffic._running = Task.WhenAll(traffic.Workers().Select(worker => Task.Run(worker)));
        return traffic;
    }

    /// <summary>Waits until there was enough traffic of each kind: per node, requests with cached tokens and one with an unused token, and a write.</summary>
    public async Task FlowsAsync(int requests = 40)
    {
        var (cached, asked, writes) = (_cachedCount.ToArray(), _unusedAsked.ToArray(), Volatile.Read(ref _written) + WritesRefused);
        await Eventually.BecomesTrueAsync(
            () => Task.FromResult(!_broken.IsEmpty
                || (_cachedCount.Zip(cached).All(pair => pair.First >= pair.Second + requests)
                    && _unused.Zip(_unusedAsked, asked).All(one => one.First.IsEmpty || one.Second > one.Third)
                    && Volatile.Read(ref _written) + WritesRefused > writes)),
            "there was traffic of every kind", TimeSpan.FromMinutes(2));
        ShouldHold();
    }

    /// <summary>Waits until unused tokens pass on both nodes and writes succeed again.</summary>
    public async Task HealsAsync()
    {
        var (passed, written) = (_unusedPassed.ToArray(), Volatile.Read(ref _written));
        try
        {
            await Eventually.BecomesTrueAsync(
                () => Task.FromResult(!_broken.IsEmpty || (_unusedPassed.Zip(passed).All(pair => pair.First > pair.Second) && Volatile.Read(ref _written) > written + 1)),
                "everything works again", TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException late)
        {
            var state = $"unused tokens passed: {string.Join(", ", passed)}, then {string.Join(", ", _unusedPassed)}; writes: {written}, then {_written}, {WritesRefused} refused, "
                + $"the last with {LastRefusal}; the store answers: {await _cluster.Server.AnswersAsync()}";
            throw new TimeoutException($"{late.Message}; {state}", late);
        }

        ShouldHold();
    }

    /// <summary>The latency in milliseconds of requests with a cached token since the last call.</summary>
    /// <returns>The 99th percentile.</returns>
    public double TakeLatency()
    {
        var latencies = Interlocked.Exchange(ref _latencies, []);
        lock (latencies)
        {
            latencies.Sort();
            return latencies.Count == 0 ? 0 : latencies[(int)(latencies.Count * 0.99)];
        }
    }

    /// <summary>Ends the traffic. Every acknowledged change must hold on every node, and the store must be intact.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _running;
        ShouldHold();
        for (var node = 0; node < _clients.Count; node++)
        {
            foreach (var value in _alive.Keys)
                await BecomesAsync(node, value, HttpStatusCode.OK);
            foreach (var value in _dead.Keys)
                await BecomesAsync(node, value, HttpStatusCode.Unauthorized);
        }

        _alive.Count.ShouldBeGreaterThan(0);
        await _cluster.ShouldBeWholeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _clients.ForEach(client => client.Dispose());
        _writer.Dispose();
        _end.Dispose();
    }

    private void ShouldHold() => _broken.ShouldBeEmpty();

    private async Task PrepareAsync(int unused)
    {
        var first = _cluster.Nodes[0];
        _clients.AddRange(_cluster.Nodes.Select(node => node.CreateClient()));
        _cached = (await first.IssueAsync("carol", "Engineers")).Value;
        _writer = first.Api((await first.IssueAsync("wendy", "Engineers", request => request with { Manages = ManagementRights.Own })).Value);
        var dead = await first.IssueAsync("dave", "Engineers");
        await first.Tokens.DeleteAsync(Actor.Operator("test"), dead.Token.Id, CancellationToken.None);
        _dead[dead.Value] = true;
        for (var i = 0; i < unused; i++)
            _unused[i % 2].Enqueue((await first.IssueAsync("una", "Engineers")).Value);
        for (var node = 0; node < _clients.Count; node++)
        {
            await BecomesAsync(node, _cached, HttpStatusCode.OK);
            await BecomesAsync(node, dead.Value, HttpStatusCode.Unauthorized);
        }
    }

    private IEnumerable<Func<Task>> Workers()
    {
        for (var i = 0; i < _clients.Count; i++)
        {
            var node = i;
            yield return () => RepeatAsync(Between, () => UseCachedAsync(node));
            yield return () => RepeatAsync(BetweenRare, () => UseWrongAsync(node));
            yield return () => RepeatAsync(BetweenRare, () => UseUnusedAsync(node));
        }

        yield return () => RepeatAsync(BetweenRare, WriteAsync);
    }

    private async Task RepeatAsync(TimeSpan between, Func<Task> work)
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                await work();
                await Task.Delay(between, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception failure)
        {
            _broken.Enqueue(failure.ToString());
        }
    }

    private async Task UseCachedAsync(int node)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await GetAsync(node, _cached);
        var latencies = Volatile.Read(ref _latencies);
        lock (latencies)
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Promise(answer.StatusCode == HttpStatusCode.OK, node, "a cached token", answer, started);
        _cachedCount[node]++;
    }

    private async Task UseWrongAsync(int node)
    {
        foreach (var value in _dead.Keys.Take(3).Append(NeverIssued))
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await GetAsync(node, value);

            // Deletions during the fault reach the other nodes once they can follow again.
            if (value == NeverIssued || _dead[value])
                Promise(answer.StatusCode == HttpStatusCode.Unauthorized || IsUnavailable(answer), node, "a token that may not pass", answer, started);
        }
    }

    private async Task UseUnusedAsync(int node)
    {
        if (!_unused[node].TryDequeue(out var value))
            return;
        var started = Stopwatch.GetTimestamp();
        using var answer = await GetAsync(node, value);
        Promise(answer.StatusCode == HttpStatusCode.OK || IsUnavailable(answer), node, "an unused token", answer, started);
        if (answer.StatusCode == HttpStatusCode.OK)
            _unusedPassed[node]++;
        else
            _unused[node].Enqueue(value);
        _unusedAsked[node]++;
    }

    private async Task WriteAsync()
    {
        var made = await _writer.PostAsync("/tokens", """{ "name": "made" }""");
        if (!IsMade(made, 201))
            return;
        var (value, id) = (made["token"].GetValue<string>(), made["id"].ToString());
        _alive[value] = true;
        if (Interlocked.Increment(ref _written) % 2 != 0)
        {
            foreach (var unused in _unused)
                unused.Enqueue(value);
            return;
        }

        // Until it is acknowledged, the outcome is unknown.
        _alive.TryRemove(value, out _);
        if (IsMade(await _writer.DeleteAsync($"/tokens/{id}"), 204))
            _dead[value] = false;
    }

    private bool IsMade(ApiAnswer answer, int expected)
    {
        if (answer.Status == expected)
            return true;
        if (answer.Status == 503 && answer.Code == "store_unavailable" && answer.Headers.RetryAfter is not null)
        {
            LastRefusal = answer.Text;
            Interlocked.Increment(ref _writesRefused);
        }
        else
        {
            _broken.Enqueue($"a write: {answer.Status} {answer.Text}");
        }

        return false;
    }

    private static bool IsUnavailable(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null;

    private void Promise(bool holds, int node, string what, HttpResponseMessage answer, long started)
    {
        var took = Stopwatch.GetElapsedTime(started);
        if (!holds || took > LookupTimeout + Slack)
            _broken.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{what} on node {node}: {(int)answer.StatusCode} after {took.TotalSeconds:0.0} s"));
    }

    private async Task BecomesAsync(int node, string value, HttpStatusCode status)
    {
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                using var answer = await GetAsync(node, value);
                return answer.StatusCode == status;
            },
            $"{status} on node {node}", TimeSpan.FromMinutes(1));
    }

    private async Task<HttpResponseMessage> GetAsync(int node, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("X-API-Key", token);
        return await _clients[node].SendAsync(request);
    }
}
