using System.Diagnostics;
using System.Net;
using TokenGateway.Core.Tokens;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;
using TokenGateway.Stress.Report;
using TokenGateway.Stress.Upstream;

namespace TokenGateway.Stress.Identities;

/// <summary>
/// Two tokens, nobody, and wrong tokens in turn over the same few connections, from many workers: every answer is about
/// the identity of the very token that was sent, and belongs to the request it answers.
/// </summary>
internal sealed class IdentitiesRun(IdentitiesOptions options) : IStressRun
{
    private const int Http1PerHttp2 = 4;

    // Wrong tokens are meant to be told that they are wrong here, not to be slowed down.
    private const int NoBudget = 1_000_000;

    private readonly Tally _tally = new();
    private Caller[] _callers = [];

    public async Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var report = new StressReport($"{Text.Count(options.Requests)} requests of two identities over each protocol");
        await using var stage = await Stage.StartAsync(options.Stage with { FailedAttempts = NoBudget }, progress, cancellationToken);
        _callers = Cast(await stage.IssueAsync("alice", cancellationToken), await stage.IssueAsync("bob", cancellationToken));
        await using var watch = new ProcessWatch(stage.GatewayId);
        var http2 = Enumerable.Range(0, options.Connections).Select(_ => EdgeClient.Http2(stage.EdgeHttp2)).ToArray();
        await MeasureAsync($"HTTP/2, {options.Connections} connections", http2);
        await MeasureAsync($"HTTP/1.1, {options.Connections * Http1PerHttp2} connections", [EdgeClient.Http1(stage.Edge, connections: options.Connections * Http1PerHttp2)]);
        report.Measured("RSS before, peak", $"{Text.Mb(watch.Before.Resident)}, {Text.Mb(watch.Peak.Resident)}");
        report.Measured("most threads, descriptors", $"{watch.Peak.Threads}, {watch.Peak.Descriptors}");
        report.Measured("answers of alice, bob, nobody", $"{Text.Count(_tally.Of(0))}, {Text.Count(_tally.Of(1))}, {Text.Count(_tally.Of(2))}");
        report.Measured("refusals of wrong and missing tokens", $"{Text.Count(_tally.Of(3))}, {Text.Count(_tally.Of(4))}");
        report.Promise("no answer of another identity or request", _tally.Crossed == 0, $"{_tally.Crossed} crossed{_tally.Example}");
        report.Promise("no other status than expected", _tally.Failed == 0, $"{_tally.Failed} failed{_tally.Example}");
        return report;

        async Task MeasureAsync(string what, EdgeClient[] clients)
        {
            var clock = Stopwatch.StartNew();
            await SendAllAsync(what, clients, progress, cancellationToken);
            report.Measured(what, $"{clock.Elapsed.TotalSeconds:0.0} s, {Text.Rate(options.Requests, clock.Elapsed)}");
            Array.ForEach(clients, client => client.Dispose());
        }
    }

    private static Caller[] Cast(IssuedToken alice, IssuedToken bob) =>
    [
        new(alice.Token, "/whoami", HttpStatusCode.OK, $"alice|{alice.Id}"),
        new(bob.Token, "/whoami", HttpStatusCode.OK, $"bob|{bob.Id}"),
        new(null, "/open/whoami", HttpStatusCode.OK, Identity.Nobody),
        new(new StandardTokenFormat("tgw").Create(bob.Id), "/whoami", HttpStatusCode.Unauthorized, Identity.Nobody),
        new(null, "/whoami", HttpStatusCode.Unauthorized, Identity.Nobody),
    ];

    private async Task SendAllAsync(string what, EdgeClient[] clients, Progress progress, CancellationToken cancellationToken)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(WorkAsync, cancellationToken)));

        async Task WorkAsync()
        {
            for (int number; (number = Interlocked.Increment(ref next)) < options.Requests;)
            {
                await SendAsync(clients[number / 10 % clients.Length], number, cancellationToken);
                progress.At(what, number, options.Requests);
            }
        }
    }

    // Mostly the two tokens in turn, now and then somebody else; the upstream's protocol and the place of the token
    // change in other rhythms, so that all meet all.
    private async Task SendAsync(EdgeClient client, int number, CancellationToken cancellationToken)
    {
        var who = number % 10 < 7 ? number % 2 : (number % 10) - 5;
        var caller = _callers[who];
        using var request = client.Request(HttpMethod.Get, $"{(number % 3 == 0 ? "/h2" : "")}{caller.Path}?n={number}");
        if (caller.Token is not null && number % 7 < 3)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + caller.Token);
        else if (caller.Token is not null)
            request.Headers.Add("X-API-Key", caller.Token);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            if (answer.StatusCode != caller.Status)
                _tally.Fail(who, $"{(int)answer.StatusCode} to {caller.Identity}");
            else if (answer.StatusCode == HttpStatusCode.OK && await answer.Content.ReadAsStringAsync(cancellationToken) is var body
                && body != Identity.Expected(caller.Identity, number))
                _tally.Cross(who, $"{body} to {Identity.Expected(caller.Identity, number)}");
            else
                _tally.Count(who);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            _tally.Fail(who, failure.Message);
        }
    }
}
