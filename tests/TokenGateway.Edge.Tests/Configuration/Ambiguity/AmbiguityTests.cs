using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Compilation.Ambiguity;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Tests.Configuration.Ambiguity;

/// <summary>Our verdict on routes against what ASP.NET's routing does with requests.</summary>
public sealed class AmbiguityTests
{
    private static readonly ParameterPolicyFactory Constraints =
        new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>();

    private static readonly SampleRequest[] Requests = [.. SampleRoutes.Requests()];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Routes_without_an_error_are_told_apart_by_routing_and_keep_their_hosts(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            var routes = WithoutErrors([.. Enumerable.Range(0, random.Next(3, 9)).Select(id => SampleRoutes.Next(random, id, many: round % 2 == 0))]);
            await using var routing = new RealRouting(routes);

            foreach (var request in Requests.Where(_ => random.Next(40) == 0))
            {
                string? chosen = null;
                await Should.NotThrowAsync(async () => chosen = await routing.ChooseAsync(request), $"{request}: {Show(routes)}");
                if (routes.FirstOrDefault(route => route.RouteId == chosen) is { Match.Hosts: { } hosts })
                    hosts.ShouldContain(host => Holds(host, request.Host), $"{request}: {Show(routes)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Two_routes_with_an_error_are_not_told_apart(int seed)
    {
        var random = new Random(1000 + seed);
        for (var found = 0; found < 12;)
        {
            RouteConfig[] routes = [SampleRoutes.Next(random, 0, many: found % 2 == 0), SampleRoutes.Next(random, 1, many: found % 2 == 0)];
            if (!ErrorsOf(routes).Exists(error => error.Contains("alike", StringComparison.Ordinal)))
                continue;
            found++;
            await using var routing = new RealRouting(routes);

            (await AnyIsAmbiguousAsync(routing, Requests)).ShouldBeTrue(Show(routes));
        }
    }

    [Fact]
    public async Task Every_pair_of_paths_gets_the_verdict_of_routing()
    {
        string[] paths = [.. SampleRoutes.Paths.OfType<string>()];
        foreach (var (one, other) in paths.SelectMany((one, at) => paths.Skip(at).Select(other => (one, other))))
        {
            RouteConfig[] routes = [Route("a", one), Route("b", other)];
            await using var routing = new RealRouting(routes);
            var ambiguous = await AnyIsAmbiguousAsync(routing, Requests.Where(request => request is { Host: "h.com", Method: "GET", Query: "", Headers.Count: 0 }));

            (ErrorsOf(routes).Count > 0).ShouldBe(ambiguous, $"{one} and {other}");
        }
    }

    [Fact]
    public void Error_names_both_routes_and_what_helps() =>
        ErrorsOf(Route("a", "/x/{id}"), Route("b", "/X/{name}/")).ShouldBe(
        [
            "ReverseProxy:Routes:b:Match: a request can match this route and \"a\" alike, and nothing says which one decides; give one of them an \"Order\", or another path, method, host, header or query parameter",
        ]);

    [Fact]
    public void Host_that_differs_in_case_is_the_same_host() =>
        ErrorsOf(Route("a", "/x") with { Match = new() { Path = "/x", Hosts = ["h.com"] } }, Route("b", "/x") with { Match = new() { Path = "/x", Hosts = ["H.com"] } }).Count.ShouldBe(1);

    [Theory]
    [InlineData("/x", "/{any}", null, true)]
    [InlineData("/x", "/y", null, false)]
    [InlineData("/x/{**rest}", "/x", null, true)]
    [InlineData("/x", "/x/{id}", null, false)]
    [InlineData("/x", "/x", "POST", false)]
    public async Task Wildcard_below_another_is_an_error_where_the_paths_meet(string deep, string wide, string? method, bool error)
    {
        RouteConfig[] routes =
        [
            Route("deep", deep) with { Order = -1, Match = new() { Path = deep, Hosts = ["a.com", "*.x.h.com"], Methods = ["GET"] } },
            Route("wide", wide) with { Match = new() { Path = wide, Hosts = ["*.h.com"], Methods = method is null ? null : [method] } },
        ];
        await using var routing = new RealRouting(routes);

        ErrorsOf(routes).ShouldBe(error
            ? ["ReverseProxy:Routes:deep:Match:Hosts:1: \"*.x.h.com\" is below a wildcard of the route \"wide\", and routing would bring requests for the wider one to this route too; name the hosts in full in one of them"]
            : []);
        if (error)
            (await routing.ChooseAsync(new SampleRequest("/x") { Host = "y.h.com" })).ShouldBe("deep", "routing has learned it: the rule can go");
    }

    [Fact]
    public void Each_route_is_named_once_with_the_first_that_it_meets() =>
        ErrorsOf(Route("a", "/x"), Route("b", "/x"), Route("c", "/x")).Select(error => error.Split(':')[2]).ShouldBe(["b", "c"]);

    [Theory]
    [InlineData("http://h.com")]
    [InlineData("h.com:http")]
    [InlineData("[::1]:80")]
    [InlineData(":80")]
    public async Task Host_that_routing_cannot_read_is_an_error(string host)
    {
        var route = Route("a", "/x") with { Match = new() { Path = "/x", Hosts = ["h.com", host] } };
        await using var routing = new RealRouting(route);
        await Should.ThrowAsync<InvalidOperationException>(() => routing.ChooseAsync(new SampleRequest("/x")));

        ErrorsOf(route).ShouldBe(["ReverseProxy:Routes:a:Match:Hosts:1: a host name with or without a port is expected, such as api.example.com, *.example.com or example.com:8443"]);
    }

    [Theory]
    [InlineData("/x/{id:itn}")]
    [InlineData("/x/{id:range(a,b)}")]
    [InlineData("/x/{id:regex([)}")]
    public async Task Constraint_that_routing_cannot_make_is_an_error(string path)
    {
        var route = Route("a", path);
        await using var routing = new RealRouting(route);
        await Should.ThrowAsync<Exception>(() => routing.ChooseAsync(new SampleRequest("/x/1")));

        ErrorsOf(route).ShouldHaveSingleItem().ShouldStartWith("ReverseProxy:Routes:a:Match:Path: a constraint of the pattern cannot be used: ");
    }

    private static bool Holds(string pattern, string host)
    {
        var (wanted, given) = (pattern.Split(':'), host.Split(':'));
        return (wanted is [_] or [_, "*"] || wanted[1] == (given is [_, var port] ? port : "80"))
            && (wanted[0] == "*" || wanted[0] == given[0] || (wanted[0].StartsWith("*.", StringComparison.Ordinal) && given[0].EndsWith(wanted[0][1..], StringComparison.Ordinal)));
    }

    private static async Task<bool> AnyIsAmbiguousAsync(RealRouting routing, IEnumerable<SampleRequest> requests)
    {
        foreach (var request in requests)
        {
            if (await routing.IsAmbiguousAsync(request))
                return true;
        }

        return false;
    }

    private static RouteConfig Route(string id, string path) => new() { RouteId = id, ClusterId = "c", Match = new RouteMatch { Path = path } };

    private static List<RouteConfig> WithoutErrors(List<RouteConfig> routes)
    {
        while (ErrorsOf([.. routes]) is { Count: > 0 } errors)
            routes.RemoveAll(route => errors.Any(error => error.StartsWith($"ReverseProxy:Routes:{route.RouteId}:", StringComparison.Ordinal)));
        return routes;
    }

    private static List<string> ErrorsOf(params RouteConfig[] routes)
    {
        var errors = new ConfigErrors(Some.File("{}").Sources);
        new AmbiguityRules(Constraints, errors).Check(routes);
        return [.. errors.ToList().Select(error => error.ToString())];
    }

    private static string Show(IEnumerable<RouteConfig> routes) => string.Join(" | ", routes.Select(route =>
        $"{route.RouteId} {route.Match.Path} o={route.Order} m={string.Join(',', route.Match.Methods ?? [])} h={string.Join(',', route.Match.Hosts ?? [])} "
        + $"{string.Join(',', (route.Match.Headers ?? []).Select(one => $"{one.Name} {one.Mode} {string.Join('/', one.Values ?? [])}"))} "
        + $"{string.Join(',', (route.Match.QueryParameters ?? []).Select(one => $"{one.Name} {one.Mode} {string.Join('/', one.Values ?? [])}"))}"));
}
