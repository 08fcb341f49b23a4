using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects;
using TokenGateway.Edge.Model;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Sixth;

/// <summary>A further dialect is one folder and one registration: everything that asks a dialect asks this one then.</summary>
public sealed class SixthDialectTests : IAsyncLifetime
{
    private DialectGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await StartAsync(_ => { });

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Its_tokens_pass_where_it_puts_them_and_are_stripped()
    {
        var token = await _gateway.IssueAsync("zoe", "Users");

        token.Value.ShouldStartWith("six-1-");
        (await _gateway.SendAsAsync($"Six {token.Value}", "GET", "/things")).Status.ShouldBe(200);
        (await _gateway.SendAsync("GET", "/things", headers: ("X-Six", token.Value))).Status.ShouldBe(200);
        _gateway.Upstream.Last.Header("X-Six").ShouldBeNull();
        _gateway.Upstream.Last.Header("X-Auth-User").ShouldBe("zoe");
    }

    [Fact]
    public async Task A_value_of_its_shape_leaves_wherever_it_stands()
    {
        var token = await _gateway.IssueAsync("zoe", "Users");

        (await _gateway.SendAsync("GET", $"/open/things?q={token.Value}", headers: ("X-Note", token.Value))).Status.ShouldBe(200);

        _gateway.Upstream.Last.Target.ShouldBe("/open/things");
        _gateway.Upstream.Last.Header("X-Note").ShouldBeNull();
    }

    [Theory]
    [InlineData("Six six-7-x", "no: InvalidToken Broken 7")]
    [InlineData("Five abc", "no: InvalidToken RecognisedScheme")]
    [InlineData("Six abc", "no: InvalidToken None")]
    [InlineData("Bearer abc", "no: MissingToken None")]
    public async Task It_words_refusals_and_knows_what_was_wrong(string authorization, string body)
    {
        var answer = await _gateway.SendAsAsync(authorization, "GET", "/things");

        answer.Status.ShouldBe(401);
        answer.Body.ShouldBe(body);
    }

    [Fact]
    public async Task Its_calls_are_answered_before_any_route_and_by_nobody_else()
    {
        var token = await _gateway.IssueAsync("zoe", "Users");

        var answer = await _gateway.SendAsAsync($"Six {token.Value}", "GET", "/six/hello");
        answer.Body.ShouldBe("hello zoe of planet 3");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
        (await _gateway.SendAsync("GET", "/six/hello")).Status.ShouldBe(401);
        (await _gateway.SendAsAsync($"Six {token.Value}", "POST", "/six/hello")).Status.ShouldBe(405);
        _gateway.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Switched_off_its_calls_are_the_upstreams()
    {
        await using var gateway = await StartAsync(section => section["DialectEndpoints"] = false);
        var token = await gateway.IssueAsync("zoe", "Users");

        (await gateway.SendAsAsync($"Six {token.Value}", "GET", "/six/hello")).Body.ShouldBe("ok");
    }

    [Fact]
    public async Task Its_defaults_hold_where_the_file_says_nothing()
    {
        await using var gateway = await StartAsync(section => section["Tokens"] = JsonNode.Parse("""{ "MaxPerUser": 3 }"""));

        var options = gateway.Gateway.Services.GetRequiredService<GatewayState>().Current;
        options.Access.Tokens.MaxPerUser.ShouldBe(3);
        options.Access.Tokens.OwnersMay.ShouldBe(TokenOwnerRights.List);
        options.Notices.LeadTimes.ShouldBe([TimeSpan.FromDays(3)]);
        _gateway.Gateway.State.Current.Access.Tokens.MaxPerUser.ShouldBe(2);
    }

    [Fact]
    public async Task A_route_can_speak_it_alone()
    {
        await using var gateway = await DialectGateway.StartAsync(upstream =>
        {
            var all = Configs.AnyToken(upstream);
            all["ReverseProxy"]!["Routes"]!["six"] = JsonNode.Parse("""
                { "ClusterId": "api", "Match": { "Path": "/six/{**rest}" }, "TokenGateway": { "Policy": "Default", "Dialect": "Sixth" } }
                """);
            return all;
        }, builder => builder.Services.AddSingleton<IDialectDefinition, SixthDialect>());
        var token = await gateway.IssueAsync("zoe", "Users");

        token.Value.ShouldStartWith("tgw_");
        (await gateway.SendAsAsync($"Six {token.Value}", "GET", "/six/hello")).Body.ShouldBe("ok");
        (await gateway.SendAsAsync($"Bearer {token.Value}", "GET", "/six/hello")).Body.ShouldBe("no: InvalidToken None");
        (await gateway.SendAsAsync($"Five {token.Value}", "GET", "/six/hello")).Body.ShouldBe("no: InvalidToken RecognisedScheme");
        (await gateway.SendAsAsync($"Six {token.Value}", "GET", "/things")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_route_that_names_one_of_its_calls_is_an_error_that_says_so()
    {
        var error = await Should.ThrowAsync<ConfigurationInvalidException>(() => StartAsync(_ => { }, """
            "mine": { "ClusterId": "api", "Match": { "Path": "/six/{word}" }, "TokenGateway": { "Policy": "Default" } }
            """));

        error.Message.ShouldContain("ReverseProxy:Routes:mine:Match:Path: /six/{greeting} is a call that the gateway answers itself");
    }

    private static Task<DialectGateway> StartAsync(Action<JsonObject> change, string? route = null) => DialectGateway.StartAsync(
        upstream =>
        {
            var all = Configs.AnyToken(upstream);
            var section = new JsonObject { ["Dialect"] = "Sixth" };
            change(section);
            all["TokenGateway"] = section;
            if (route is not null)
                all["ReverseProxy"]!["Routes"]!.AsObject().Add("mine", JsonNode.Parse($"{{ {route} }}")!["mine"]!.DeepClone());
            return all;
        },
        builder => builder.Services.AddSingleton<IDialectDefinition, SixthDialect>());
}
