using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Tests.Configuration.Ambiguity;

/// <summary>Routes of every kind that routing tells apart or not, and requests that reach each of them.</summary>
internal static class SampleRoutes
{
    public static readonly string?[] Paths =
    [
        "/a", "/A/", "/a/b", "a/B", "/a/{x}", "/a/{y}/", "/a/{x?}", "/a/{x=5}", "/a/{x:int}", "/a/{y:int}", "/a/{x:guid}", "/a/{x:alpha}", "/a/{x:minlength(3)}",
        "/a/{x:range(4,6)}", "/a/{x:length(2)}", "/a/{x:regex(^v\\d$)}", "/a/v{x}", "/a/{x}.json", "/a/w{x}", "/a/{**rest}", "/a/{*all}", "/a/{**r:minlength(2)}", "/{x}/b", "/{x}/{y}",
        "/{**all}", null,
    ];

    private static readonly IReadOnlyList<string>?[] Methods = [null, null, ["GET"], ["POST"], ["get", "POST"]];

    private static readonly IReadOnlyList<string>?[] Hosts = [null, null, ["h.com"], ["*.h.com"], ["*.x.h.com"], ["h.com:80"], ["h.com:*"], ["*:80"], ["*"], ["h.com", "*.x.h.com"]];

    private static readonly RouteHeader[][] Headers =
    [
        [], [], [Header("X", HeaderMatchMode.ExactHeader, "1")], [Header("x", HeaderMatchMode.ExactHeader, "2", "3")], [Header("X", HeaderMatchMode.HeaderPrefix, "1")],
        [Header("X", HeaderMatchMode.Exists)], [Header("X", HeaderMatchMode.NotExists)], [Header("X", HeaderMatchMode.Contains, "2")], [Header("X", HeaderMatchMode.NotContains, "1")],
        [Header("Y", HeaderMatchMode.Exists)], [Header("X", HeaderMatchMode.Exists), Header("Y", HeaderMatchMode.Exists)],
        [Header("Cookie", HeaderMatchMode.ExactHeader, "a=1")], [Header("Cookie", HeaderMatchMode.HeaderPrefix, "b=")],
    ];

    private static readonly RouteQueryParameter[][] Queries =
    [
        [], [], [], [Parameter("v", QueryParameterMatchMode.Exact, "1")], [Parameter("V", QueryParameterMatchMode.Exact, "2")], [Parameter("v", QueryParameterMatchMode.Prefix, "1")],
        [Parameter("v", QueryParameterMatchMode.Contains, "2")], [Parameter("v", QueryParameterMatchMode.NotContains, "1")], [Parameter("w", QueryParameterMatchMode.Exists)],
    ];

    private static readonly Dictionary<string, string>[] SentHeaders =
    [
        .. from x in (string?[])["12", "1", "2", "~", null]
        from y in (string?[])["1", null]
        from cookie in (string?[])["a=1; b=2", null]
        select new[] { ("X", x), ("Y", y), ("Cookie", cookie) }.Where(one => one.Item2 is not null).ToDictionary(one => one.Item1, one => one.Item2!),
    ];

    public static RouteConfig Next(Random random, int id, bool many)
    {
        var route = new RouteConfig
        {
            RouteId = $"r{id}",
            ClusterId = "c",
            Order = random.Next(6) == 0 ? 1 : random.Next(2) == 0 ? 0 : null,
            Match = new RouteMatch { Path = Of(Paths, random), Methods = Of(Methods, random) },
        };
        if (many || route.Match.Path is null)
            route = route with { Match = route.Match with { Hosts = Of(Hosts, random), Headers = Of(Headers, random), QueryParameters = Of(Queries, random) } };
        return route.Match is { Path: null, Hosts: null } ? route with { Match = route.Match with { Hosts = ["h.com"] } } : route;
    }

    public static IEnumerable<SampleRequest> Requests() =>
        from path in (string[])["/a/5", "/a/b", "/a", "/a/v1", "/a/v1.json", "/a/w1.json", "/a/abc", "/a/11", "/a/va", "/a/wa", "/a/w1", "/a/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/a/00000000000000000000000000000000", "/a/5/6", "/q/b", "/q", "/"]
        from host in (string[])["h.com", "y.x.h.com", "y.h.com", "h.com:8080", "other"]
        from method in (string[])["GET", "POST"]
        from headers in SentHeaders
        from query in (string[])["?v=12&w=1", "?v=1&w=1", "", "?v=2", "?v=2&w=1", "?w=1"]
        select new SampleRequest(path) { Method = method, Host = host, Headers = headers, Query = query };

    private static T Of<T>(T[] values, Random random) => values[random.Next(values.Length)];

    private static RouteHeader Header(string name, HeaderMatchMode mode, params string[] values) => new() { Name = name, Mode = mode, Values = values.Length == 0 ? null : values };

    private static RouteQueryParameter Parameter(string name, QueryParameterMatchMode mode, params string[] values) =>
        new() { Name = name, Mode = mode, Values = values.Length == 0 ? null : values };
}
