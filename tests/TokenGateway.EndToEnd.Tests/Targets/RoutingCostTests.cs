using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>
/// However a 32 KB request is filled, it is routed a bounded number of times: each additional target it names is decided once, and the
/// readings of its path are limited. Counted, not timed.
/// </summary>
public sealed class RoutingCostTests : IAsyncLifetime
{
    /// <summary>All targets that one request may name, with every reading of each, and the request itself.</summary>
    private const int Most = 100;

    private readonly CountingPolicy _policy = new();
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    public static TheoryData<string, string> Requests => new()
    {
        { "override header, one method many times", Head("GET", "/pub/x", "X-HTTP-Method-Override: " + Fill("A,", 30_000)) },
        { "override header, many methods", Head("GET", "/pub/x", "X-HTTP-Method-Override: " + Many(i => $"A{Letters(i)},", 30_000)) },
        { "override headers, many lines", Head("GET", "/pub/x", Many(i => $"X-HTTP-Method: {Letters(i)},B,C{Letters(i)}\r\n", 900)) },
        { "override parameter, one method many times", Head("GET", "/pub/x?" + Fill("_method=A&", 7_900)) },
        { "override parameter, many methods", Head("GET", "/pub/x?" + Many(i => $"_method={Letters(i)}&", 7_900)) },
        { "override parameter, many spellings", Head("GET", "/pub/x?" + Fill("_method[]=A&.method=B&%5fmethod=C&", 7_900)) },
        { "parameter of an ordinary name, one method many times", Head("GET", "/pub/x?" + Fill("method=PUT&method=DELETE&", 7_900)) },
        { "If, one resource many times", Head("GET", "/pub/x", "If: " + Fill("</pub/>", 30_000)) },
        { "If, many resources", Head("GET", "/pub/x", "If: " + Many(i => $"</pub/{i}>", 30_000)) },
        { "If, many readings", Head("GET", "/pub/x", "If: " + Many(i => $"</pub/{i};a%2f%3bb//c;d/e>", 30_000)) },
        { "Destination and If and methods", Head("GET", "/pub/x", "Destination: /pub/y", "If: " + Many(i => $"</pub/{i}>", 9_000), "X-Method-Override: " + Many(i => $"A{Letters(i)},", 9_000)) },
        { "slashes and methods", Head("GET", "/pub" + Fill("/", 7_900), "X-HTTP-Method-Override: " + Many(i => $"A{Letters(i)},", 22_000)) },
        { "all features and few methods", Head("GET", "/pub/a;b%2f//%3bc/d;e", "X-HTTP-Method-Override: A,B,C,D,E,F,G") },
        { "parameters of paths", Head("GET", "/pub/" + Fill(";a", 7_900)) },
        { "encoded slashes", Head("GET", "/pub/" + Fill("%2f", 7_900)) },
        { "a mixture", Head("GET", "/pub/" + Fill("%2f;a//%3b", 7_900)) },
        { "encoded twice", Head("GET", "/pub/" + Fill("%252f", 7_900)) },
        { "percent signs", Head("GET", "/pub/" + Fill("%25", 7_900)) },
        { "dots at ends", Head("GET", "/pub/" + Fill("a./", 7_900)) },
        { "another encoding", Head("GET", "/pub/" + Fill("%e9", 7_900)) },
        { "another encoding in every segment", Head("GET", "/pub/" + Fill("%e9/", 7_900)) },
        { "another encoding, encoded twice", Head("GET", "/pub/" + Fill("%25e9%e9", 7_900)) },
        { "everything at once", Head("GET", "/pub/a.;x%2Fb//c%252Fd%E9e./%25e9;%3bf" + Fill("%e9", 7_800)) },
    };

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configuration(), builder => builder.Services.AddSingleton<MatcherPolicy>(_policy));
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_is_routed_a_few_times(string what, string head)
    {
        Raw.StatusOf(await Raw.SendAsync(_gateway.Edge, head)).ShouldBeOneOf([200, 400, 405], what);

        _policy.Take().ShouldBeLessThanOrEqualTo(Most, what);
    }

    [Theory]
    [InlineData("/protected/a;b%2fc//d")]
    [InlineData("/protected//a")]
    public async Task Path_is_not_read_again_for_whom_the_route_does_not_let_in(string path)
    {
        Raw.StatusOf(await Raw.SendAsync(_gateway.Edge, Head("GET", path, "X-Method-Override: PUT"))).ShouldBe(401);

        _policy.Take().ShouldBe(1);
    }

    [Fact]
    public async Task A_method_that_is_named_twice_is_decided_once()
    {
        await Raw.SendAsync(_gateway.Edge, Head("GET", "/pub/x?_method=put", "X-HTTP-Method-Override: PUT, Put"));

        _policy.Take().ShouldBe(2);
    }

    [Theory]
    [InlineData(8, 200)]
    [InlineData(9, 400)]
    public async Task Eight_methods_and_targets_may_be_named(int count, int status)
    {
        var methods = string.Join(',', Enumerable.Range(0, count - 2).Select(Letters));

        var answer = await Raw.SendAsync(_gateway.Edge, Head("GET", "/pub/x", "Destination: /pub/y", "If: </pub/z>", "X-HTTP-Method-Override: " + methods));

        Raw.StatusOf(answer).ShouldBe(status);
    }

    private static string Head(string method, string target, params string[] fields) =>
        $"{method} {target} HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n{string.Concat(fields.Select(field => field.TrimEnd('\r', '\n') + "\r\n"))}\r\n";

    private static string Fill(string text, int length) => Many(_ => text, length);

    private static string Many(Func<int, string> text, int length)
    {
        var filled = new System.Text.StringBuilder();
        for (var i = 0; filled.Length < length; i++)
            filled.Append(text(i));
        return filled.ToString();
    }

    private static string Letters(int number) => number < 26 ? $"{(char)('A' + number)}" : Letters(number / 26 - 1) + Letters(number % 26);

    private JsonObject Configuration() => JsonNode.Parse($$"""
        {
          "ReverseProxy": {
            "Clusters": { "a": { "Destinations": { "a": { "Address": "{{_upstream.Address}}" } } } },
            "Routes": {
              "pub": { "ClusterId": "a", "Match": { "Path": "/pub/{**rest}" },
                "TokenGateway": { "Anonymous": true, "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true, "AllowDoubleEncoding": true, "AllowTrailingDots": true, "AllowNonUtf8": true } },
              "acts": { "ClusterId": "a", "Match": { "Path": "/pub/{**rest}", "QueryParameters": [ { "Name": "action", "Values": ["delete"] } ] },
                "TokenGateway": { "Access": [ { "MinRole": "Administrators" } ], "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true, "AllowDoubleEncoding": true, "AllowTrailingDots": true, "AllowNonUtf8": true } },
              "protected": { "ClusterId": "a", "Match": { "Path": "/protected/{**rest}" },
                "TokenGateway": { "Policy": "Default", "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true, "AllowDoubleEncoding": true, "AllowTrailingDots": true, "AllowNonUtf8": true } } } },
          "TokenGateway": {
            "Tokens": { "Enabled": true },
            "Roles": { "Users": { "Rank": 10 }, "Administrators": { "Rank": 30, "Permissions": ["*"] } } }
        }
        """)!.AsObject();
}
