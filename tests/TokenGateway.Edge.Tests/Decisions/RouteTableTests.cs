using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Tests.Configuration.Ambiguity;

namespace TokenGateway.Edge.Tests.Decisions;

/// <summary>
/// What is decided of a request that nobody sent is what the pipeline decides of the same one that was sent: over random
/// configurations, each of one dialect, and random requests.
/// </summary>
public sealed class RouteTableTests
{
    private const int ConfigurationsPerSeed = 100;
    private const int RequestsPerConfiguration = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Decision_on_a_request_that_nobody_sent_is_that_of_the_pipeline(int seed)
    {
        var random = new Random(seed);
        var counts = new Dictionary<string, int>();
        await using var edge = new LiveEdge(RandomEdge.Empty);
        for (var done = 0; done < ConfigurationsPerSeed;)
        {
            var dialect = RandomEdge.Dialects[random.Next(RandomEdge.Dialects.Length)];
            var json = RandomEdge.Next(random, dialect);
            if (edge.Reload(json) is not null)
                continue;
            done++;
            foreach (var request in Enumerable.Range(0, RequestsPerConfiguration).Select(_ => RandomEdge.Request(random, dialect)))
            {
                if (RequestTarget.Inspect(request.Path).Fault != TargetFault.None)
                    continue;
                var token = random.Next(4) == 0 ? null : RandomEdge.Tokens[random.Next(RandomEdge.Tokens.Length)];

                var sent = await edge.SendAsync(request, token);
                var decided = Decide(edge, request, token);

                decided.ShouldBe((sent.Route, sent.Outcome), $"seed {seed}, {dialect}, {token ?? "no token"}, {request}: {json}");
                counts[sent.Outcome] = counts.GetValueOrDefault(sent.Outcome) + 1;
            }
        }

        // Otherwise nothing was compared.
        counts.Keys.ShouldBeSubsetOf([.. Outcomes, nameof(RefusalCode.InsufficientPermission)]);
        Outcomes.ShouldBeSubsetOf(counts.Keys, string.Join(", ", counts));
    }

    private static string[] Outcomes =>
    [
        "Allowed", nameof(RefusalCode.BadTarget), nameof(RefusalCode.NotFound), nameof(RefusalCode.MethodNotAllowed), nameof(RefusalCode.MissingToken),
        nameof(RefusalCode.InsufficientRole), nameof(RefusalCode.WrongRealm),
    ];

    private static (string? Route, string Outcome) Decide(LiveEdge edge, SampleRequest request, string? token)
    {
        var like = new DefaultHttpContext();
        like.Request.Protocol = "HTTP/1.1";
        like.Request.Scheme = "http";
        like.Request.Host = new HostString(request.Host);
        like.Request.QueryString = new QueryString(request.Query);
        foreach (var (name, value) in request.Headers)
            like.Request.Headers[name] = value;
        like.Connection.RemoteIpAddress = IPAddress.Loopback;
        var facts = edge.Model.Table.FindLike(like.Request, request.Method, request.Path);
        var decision = Decider.Decide(facts, edge.SnapshotOf(token), edge.Model);
        return (decision.Route?.Id, decision.Code?.ToString() ?? "Allowed");
    }
}
