using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>Path and query reach the upstream byte for byte, minus the credential.</summary>
public sealed class TargetBytesTests(TargetBytesTests.Edge edge) : IClassFixture<TargetBytesTests.Edge>
{
    [Theory]
    [InlineData("/slash/a%2Fb")]
    [InlineData("/slash/a%2fb%2F?x=%2f%2F")]
    [InlineData("/orders/1?x=%41%2e%20+%2B")]
    [InlineData("/orders/1?")]
    [InlineData("/orders/1?&&a&&")]
    [InlineData("/orders/1?=&==&a==b")]
    [InlineData("/orders/1?a=?/:@!$'()*,;-._~")]
    [InlineData("/orders/1?a=[]{}|\\^`<>\"")]
    [InlineData("/orders/1?a=%&b=%zz&c=%u0041&d=%ff")]
    [InlineData("/orders/1?..%2f..=/../x")]
    [InlineData("/orders/%41%62%63")]
    [InlineData("/orders/%7Ea~b")]
    [InlineData("/orders/%C3%A4%c3%a4")]
    [InlineData("/orders/a!$&'()*+,=:@b")]
    [InlineData("/orders/a|[]{}<>\"^`b")]
    [InlineData("/orders/a%20b%25c")]
    [InlineData("/orders/")]
    [InlineData("/orders/a/b/")]
    [InlineData("/orders/.hidden")]
    [InlineData("/orders/a..b")]
    [InlineData("/orders/...x")]
    [InlineData("/Orders/X")]
    public async Task Every_byte_arrives(string target)
    {
        var exchange = await edge.GetAsync(target, "X-API-Key: " + edge.User);

        exchange.Status.ShouldBe(200, exchange.Answer.Body);
        exchange.Forwarded.Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("?api_token={T}", "")]
    [InlineData("?a&api_token={T}&b", "?a&b")]
    [InlineData("?a=%41&api_token={T}&b=%zz+", "?a=%41&b=%zz+")]
    [InlineData("?&api_token={T}&", "?&")]
    [InlineData("?a;b&api_token={T}&c;d", "?a;b&c;d")]
    [InlineData("?api_token={T}?&a", "", 401)]
    public async Task Only_the_credential_goes(string query, string left, int status = 200)
    {
        var exchange = await edge.GetAsync("/orders/1" + query.Replace("{T}", edge.User, StringComparison.Ordinal));

        exchange.Status.ShouldBe(status);
        if (status == 200)
            exchange.Forwarded.Target.ShouldBe("/orders/1" + left);
    }

    [Theory]
    [InlineData("http://gateway.test/orders/1?a=%41", "/orders/1?a=%41")]
    [InlineData("http://gateway.test:8080/orders/%41", "/orders/%41")]
    [InlineData("http://gateway.test/orders/1?api_token={T}&b", "/orders/1?b")]
    public async Task Of_an_absolute_form_what_follows_the_authority_is_the_target(string target, string forwarded)
    {
        string[] headers = target.Contains("{T}", StringComparison.Ordinal) ? [] : ["X-API-Key: " + edge.User];

        var exchange = await edge.SendRawAsync(RawRequest.Of("GET", target.Replace("{T}", edge.User, StringComparison.Ordinal), headers)
            .Replace("Host: gateway.test", target.Contains(":8080", StringComparison.Ordinal) ? "Host: gateway.test:8080" : "Host: gateway.test", StringComparison.Ordinal));

        exchange.Status.ShouldBe(200, exchange.Answer.Body);
        exchange.Forwarded.Target.ShouldBe(forwarded);
    }

    [Theory]
    [InlineData("http://gateway.test/orders/../x")]
    [InlineData("http://gateway.test/orders/%2e%2e/x")]
    [InlineData("http://gateway.test/orders/a%2fb")]
    public async Task An_absolute_form_is_judged_like_any_other(string target)
    {
        var exchange = await edge.GetAsync(target, "X-API-Key: " + edge.User);

        exchange.Status.ShouldBe(400);
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/put/x%41?a=%41", "/base/dir/put/x%41?a=%41")]
    [InlineData("/cut/x%41/%7e?a", "/x%41/%7e?a")]
    [InlineData("/cut", "/")]
    [InlineData("/c%75t/x", "/x")]
    [InlineData("/both/x", "/new/x")]
    [InlineData("/set/anything%41?a=%41&api_token={T}", "/fixed?a=%41")]
    public async Task Path_transforms_work_on_the_raw_bytes(string target, string forwarded)
    {
        string[] headers = target.Contains("{T}", StringComparison.Ordinal) ? [] : ["X-API-Key: " + edge.User];

        var exchange = await edge.GetAsync(target.Replace("{T}", edge.User, StringComparison.Ordinal), headers);

        exchange.Status.ShouldBe(200, exchange.Answer.Body);
        exchange.Forwarded.Target.ShouldBe(forwarded);
    }

    [Theory]
    [InlineData("/cut/x", "/cut")]
    [InlineData("/CUT/x", "/cut")]
    [InlineData("/%63ut", "/cut")]
    [InlineData("/both/x", "/both")]
    [InlineData("/put/x", null)]
    [InlineData("/orders/1", null)]
    public async Task The_prefix_that_is_removed_is_told(string target, string? prefix)
    {
        var exchange = await edge.GetAsync(target, "X-API-Key: " + edge.User, "X-Forwarded-Prefix: /mine");

        exchange.Forwarded.Header("X-Forwarded-Prefix").ShouldBe(prefix);
    }

    [Theory]
    [InlineData("/orders/1?a=%41")]
    [InlineData("/orders/%41")]
    public async Task A_path_of_the_destination_stands_before_the_clients(string target)
    {
        var exchange = await edge.GetAsync("/deep" + target, "X-API-Key: " + edge.User);

        exchange.Forwarded.Target.ShouldBe("/v1/api/deep" + target);
    }

    [Fact]
    public async Task A_method_in_small_letters_is_decided_as_the_upstream_reads_it()
    {
        var refused = await edge.SendAsync("delete", "/orders/1", "X-API-Key: " + edge.User);
        var allowed = await edge.SendAsync("delete", "/orders/1", "X-API-Key: " + edge.Engineer);

        refused.Code.ShouldBe("insufficient_role");
        refused.Seen.ShouldBeEmpty();
        allowed.Forwarded.Method.ShouldBe("DELETE", StringCompareShould.IgnoreCase);
    }

    private const string Routes = """
        {
          "slash": { "ClusterId": "legacy", "Match": { "Path": "/slash/{**rest}" }, "TokenGateway": { "Policy": "Default", "AllowEncodedSlash": true } },
          "put": { "ClusterId": "legacy", "Match": { "Path": "/put/{**rest}" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "PathPrefix": "/base/dir" } ] },
          "cut": { "ClusterId": "legacy", "Match": { "Path": "/cut/{**rest}" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "PathRemovePrefix": "/cut" } ] },
          "both": { "ClusterId": "legacy", "Match": { "Path": "/both/{**rest}" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "PathRemovePrefix": "/both" }, { "PathPrefix": "/new" } ] },
          "set": { "ClusterId": "legacy", "Match": { "Path": "/set/{**rest}" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "PathSet": "/fixed" } ] },
          "deep": { "ClusterId": "deep", "Match": { "Path": "/deep/{**rest}" }, "TokenGateway": { "Policy": "Default" } }
        }
        """;

    public sealed class Edge() : EdgeFixture(Routes)
    {
        protected override JsonObject Configuration(string upstream)
        {
            var configuration = base.Configuration(upstream);
            configuration["ReverseProxy"]!["Clusters"]!["deep"] = JsonNode.Parse($$"""{ "Destinations": { "a": { "Address": "{{upstream}}v1/api/" } } }""");
            return configuration;
        }
    }
}
