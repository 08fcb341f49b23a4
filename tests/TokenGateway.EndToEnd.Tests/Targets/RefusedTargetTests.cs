namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>Targets that gateway and upstream could read differently (security.md, item 4), on a protected and on a public route.</summary>
public sealed class RefusedTargetTests(RefusedTargetTests.Edge edge) : IClassFixture<RefusedTargetTests.Edge>
{
    public static TheoryData<string, string> Tails()
    {
        var tails = new TheoryData<string, string>();
        foreach (var root in new[] { "/protected", "/public" })
        {
            foreach (var tail in RefusedEverywhere)
                tails.Add(root, tail);
        }

        return tails;
    }

    [Theory]
    [MemberData(nameof(Tails))]
    public async Task A_target_that_no_route_may_have_is_refused(string root, string tail)
    {
        // Even where the route allows everything that a route can allow.
        foreach (var path in new[] { root, root + "-lenient" })
        {
            var exchange = await edge.GetAsync(path + tail, "X-API-Key: " + edge.Administrator);

            exchange.Status.ShouldBe(400, path);
            exchange.Seen.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("@evil.com/x")]
    [InlineData("evil")]
    [InlineData("*")]
    [InlineData("?a=b")]
    [InlineData("http://")]
    [InlineData("http:///public/x")]
    [InlineData("http://user@gateway.test/public/x")]
    [InlineData("http://gateway.test\\@evil.com/public/x")]
    [InlineData("ftp://gateway.test/public/x")]
    [InlineData("gateway.test:80")]
    public async Task A_target_in_another_form_is_refused(string target)
    {
        foreach (var method in new[] { "GET", "OPTIONS" })
        {
            var exchange = await edge.SendAsync(method, target, "X-API-Key: " + edge.Administrator);

            // Kestrel itself responds with 405 to a form that belongs to another method.
            exchange.Status.ShouldBeOneOf(400, 405);
            exchange.Seen.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("TRACE", "/public/x")]
    [InlineData("trace", "/public/x")]
    [InlineData("TRACE", "/protected/x")]
    [InlineData("TRACE", "/.tokengateway/me")]
    public async Task Trace_is_never_forwarded(string method, string target)
    {
        var exchange = await edge.SendAsync(method, target, "X-API-Key: " + edge.Administrator);

        exchange.Status.ShouldBe(405);
        exchange.Answer.Body.ShouldNotContain(edge.Administrator);
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CONNECT", "evil.com:443")]
    [InlineData("CONNECT", "/public/x")]
    [InlineData("connect", "/public/x")]
    public async Task Connect_is_never_forwarded(string method, string target)
    {
        var exchange = await edge.SendAsync(method, target, "X-API-Key: " + edge.Administrator);

        exchange.Status.ShouldBeInRange(400, 405);
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/a%2fb")]
    [InlineData("/a%2Fb")]
    [InlineData("/a;x=y")]
    [InlineData("/a%3bx")]
    [InlineData("/;x/")]
    [InlineData("//a")]
    [InlineData("/a//b")]
    [InlineData("/100%25ab.txt")]
    [InlineData("/job/a%252Fb/1")]
    [InlineData("/a%2541")]
    [InlineData("/a%25%32%46b")]
    [InlineData("/Acme_Inc.")]
    [InlineData("/wait...")]
    [InlineData("/www.example.com./A")]
    [InlineData("/a%2e")]
    [InlineData("/a%2e/x?y=%E9.")]
    [InlineData("/a.;x=y./b")]
    [InlineData("/caf%E9")]
    [InlineData("/caf%e9/%FF%fe%80x")]
    [InlineData("/a%ed%a0%80")]
    [InlineData("/a%e2%82")]
    [InlineData("/%C1gua/%E0%20la")]
    [InlineData("/a%25e9.%2Fb")]
    [InlineData("/a%E9;c//d.")]
    [InlineData("/a%252Fb;c%2Fd")]
    public async Task What_a_route_may_allow_passes_there_unchanged_and_nowhere_else(string tail)
    {
        foreach (var root in new[] { "/protected", "/public" })
        {
            var strict = await edge.GetAsync(root + tail, "X-API-Key: " + edge.Administrator);
            var lenient = await edge.GetAsync(root + "-lenient" + tail, "X-API-Key: " + edge.Administrator);

            strict.Status.ShouldBe(400);
            strict.Code.ShouldBe("bad_target");
            strict.Seen.ShouldBeEmpty();
            lenient.Status.ShouldBe(200);
            lenient.Forwarded.Target.ShouldBe(root + "-lenient" + tail);
        }
    }

    [Theory]
    [InlineData("//protected/x")]
    [InlineData("/%2fprotected/x")]
    [InlineData("/%2Fevil.com/%2e%2e")]
    [InlineData("///")]
    public async Task An_empty_segment_ahead_of_every_route_is_refused_or_not_found(string target)
    {
        var exchange = await edge.GetAsync(target, "X-API-Key: " + edge.Administrator);

        exchange.Status.ShouldBeOneOf(400, 404);
        exchange.Seen.ShouldBeEmpty();
    }

    private static readonly string[] RefusedEverywhere =
    [
        "/./x", "/../x", "/..", "/.", "/x/..", "/x/../", "/..;/x", "/.;a=b/x", "/%2e%2e/x", "/%2e/x", "/.%2E/x", "/%2e%2e%2fx", "/..%2fx", "/x%2f..",
        "/x%2f%2e%2e%2fy", "/..%3b/x",
        "/a\\b", "/..\\x", "/a%5cb", "/a%5Cb", "/%5c..%5cx",
        "/a%00b", "/a%00", "/a%0d%0aX-Auth-User:%20adam", "/a%0a", "/a%09b", "/a%1fb", "/a%7fb",
        "/a#b", "/#", "/a?b#c",
        "/a%", "/a%2", "/a%zz", "/a%2zb", "/a%u002e", "/a%%32e",
        "/a%c0%ae", "/a%c0%ae%c0%ae/x", "/a%c0%2e/x", "/a%c0%80", "/a%2%35",
        "/%252e%252e/x", "/a%25252fb", "/a%252525", "/a%255cb", "/a%2500", "/a%250a", "/..%252fx", "/x:%2524DATA",
        "/.%e9./x", "/..%ff/x", "/.%25e9./x", "/a%e9%5cb",
        "/a%20/x", "/a%20", "/a%20;x/b", "/a%2520/x", "/a%20%e9/x", "/.../x", "/.%20./x", "/a;../x",
        "/\u00c3\u00a4", "/a\u0080", "/a\u00ff",
        "?a=\u00c3\u00a4", "?a=b#c", "?a=\u007f", "?a=\u0001",
    ];

    public sealed class Edge() : EdgeFixture("""
        {
          "protected": { "ClusterId": "legacy", "Match": { "Path": "/protected/{**rest}" }, "TokenGateway": { "Policy": "Default" } },
          "public": { "ClusterId": "legacy", "Match": { "Path": "/public/{**rest}" }, "TokenGateway": { "Anonymous": true } },
          "protected-lenient": { "ClusterId": "legacy", "Match": { "Path": "/protected-lenient/{**rest}" },
            "TokenGateway": { "Policy": "Default", "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true,
              "AllowDoubleEncoding": true, "AllowTrailingDots": true, "AllowNonUtf8": true } },
          "public-lenient": { "ClusterId": "legacy", "Match": { "Path": "/public-lenient/{**rest}" },
            "TokenGateway": { "Anonymous": true, "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true,
              "AllowDoubleEncoding": true, "AllowTrailingDots": true, "AllowNonUtf8": true } }
        }
        """);
}
