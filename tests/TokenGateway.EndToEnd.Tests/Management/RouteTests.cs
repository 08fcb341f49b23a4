using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>The explanation matches what the edge does.</summary>
public sealed class RouteTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    private const string NoToken = "";

    [Fact]
    public async Task Routes_are_those_that_the_command_tells()
    {
        var routes = await edge.Admin.GetAsync("/routes");
        var command = await edge.Gateway.CliAsync("routes", "--json");

        routes.Items.ToJsonString().ShouldBe(JsonNode.Parse(command.Output)!.ToJsonString());
        routes.Items.Count.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData("GET", "/orders/1")]
    [InlineData("HEAD", "/orders/1")]
    [InlineData("DELETE", "/orders/1")]
    [InlineData("delete", "/orders/1")]
    [InlineData("PROPFIND", "/orders/1")]
    [InlineData("GET", "/orders/a%20b")]
    [InlineData("GET", "/orders/a%2Fb")]
    [InlineData("GET", "/orders/a;b")]
    [InlineData("GET", "/orders//b")]
    [InlineData("GET", "/orders/../status")]
    [InlineData("head", "/orders/1")]
    [InlineData("GET", "/files/a%2Fb")]
    [InlineData("GET", "/files/private%2Fs")]
    [InlineData("GET", "/files//private/s")]
    [InlineData("GET", "/files/private;a/s")]
    [InlineData("GET", "/open/a//b")]
    [InlineData("GET", "/open//private/s")]
    [InlineData("GET", "/reports/1")]
    [InlineData("GET", "/status")]
    [InlineData("POST", "/status")]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/.tokengateway/me")]
    [InlineData("POST", "/.tokengateway/me")]
    public async Task An_explanation_is_what_the_edge_answers(string method, string path)
    {
        var user = await edge.Gateway.IssueAsync("expl", "Users");
        var inactive = await edge.Gateway.IssueAsync("expl", "Users");
        await edge.Gateway.Tokens.DeactivateAsync(Actor.Operator("test"), inactive.Token.Id, CancellationToken.None);

        foreach (var (id, value) in new[] { (NoToken, NoToken), ($"{user.Token.Id}", user.Value), ($"{inactive.Token.Id}", inactive.Value) })
        {
            var explained = await edge.Admin.GetAsync($"/explain?method={method}&path={Uri.EscapeDataString(path)}{(id == NoToken ? "" : $"&tokenId={id}")}");
            explained.Status.ShouldBe(200, explained.Text);
            var answered = await edge.SendAsync(method, path, value == NoToken ? [] : [$"Authorization: Bearer {value}"]);

            var isAllowed = answered.Seen.Count > 0 || answered.Status == 200;
            ((bool)explained["allowed"]).ShouldBe(isAllowed, explained.Text);

            // A response to HEAD has no body for a code.
            if (!method.Equals("HEAD", StringComparison.OrdinalIgnoreCase))
                ((string?)explained.Json!["code"]).ShouldBe(isAllowed ? null : answered.Code, explained.Text);
        }
    }

    [Fact]
    public async Task A_refusal_says_which_entry_what_is_needed_and_what_there_is()
    {
        var answer = await edge.Admin.GetAsync("/explain?method=DELETE&path=/orders/1&role=Users");

        ((string?)answer["route"], (int)answer["entry"], (string?)answer["code"]).ShouldBe(("orders", 1, "insufficient_role"));
        ((string?)answer["needed"]).ShouldNotBeNull().ShouldContain("role Engineers or higher");
        ((string?)answer["has"]).ShouldBe("role Users; permissions orders:read");
    }

    [Theory]
    [InlineData("role=Engineers", null)]
    [InlineData("role=Engineers&permissions=orders:read", "insufficient_permission")]
    [InlineData("role=Engineers&permissions=orders:read,orders:write", null)]
    [InlineData("role=Users", "insufficient_role")]
    public async Task A_token_that_is_only_thought_of_is_judged_as_one_that_there_is(string token, string? code) =>
        ((string?)(await edge.Admin.GetAsync($"/explain?method=DELETE&path=/orders/1&{token}")).Json!["code"]).ShouldBe(code);

    [Fact]
    public async Task Who_manages_neither_tokens_nor_settings_is_told_nothing()
    {
        (await edge.Owner.GetAsync("/routes")).Code.ShouldBe("forbidden");
        (await edge.Owner.GetAsync("/explain?path=/orders/1")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_token_of_another_realm_is_not_found()
    {
        var foreign = await edge.Gateway.IssueAsync("expl", "Users", request => request with { Realm = Realm.Parse("prod") });

        (await edge.Admin.GetAsync($"/explain?path=/orders/1&tokenId={foreign.Token.Id}")).Code.ShouldBe("not_found");
    }
}
