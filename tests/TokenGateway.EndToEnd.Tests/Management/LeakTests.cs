using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Anyone who finds a value can revoke it, and learns nothing about it.</summary>
public sealed class LeakTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task A_reported_token_is_switched_off_and_the_report_recorded()
    {
        var token = await edge.Gateway.IssueAsync("lena", "Users");
        (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Status.ShouldBe(200);

        (await ReportAsync(token.Value)).Status.ShouldBe(202);

        await Eventually.BecomesTrueAsync(async () => (await edge.GetAsync("/orders/1", "X-API-Key: " + token.Value)).Status == 401, "refused");
        ((string?)(await edge.Admin.GetAsync($"/tokens/{token.Token.Id}"))["state"]).ShouldBe("inactive");
        var record = (await edge.Admin.GetAsync($"/audit?subject=token:{token.Token.Id}&action=token.leaked")).Items.ShouldHaveSingleItem()!;
        ((string?)record["actor"], (string?)record["address"]).ShouldBe(("gateway", "127.0.0.1"));
        record["after"]!.ToJsonString().ShouldBe("""{"active":false}""");
    }

    [Fact]
    public async Task The_answer_is_the_same_whatever_the_value_is()
    {
        var live = await edge.Gateway.IssueAsync("lena", "Users");
        var deleted = await edge.Gateway.IssueAsync("lena", "Users");
        await edge.Gateway.Tokens.DeleteAsync(Core.Lifecycle.Actor.Operator("test"), deleted.Token.Id, CancellationToken.None);
        string[] values = [live.Value, deleted.Value, ManagedEdge.DeclaredValue, "nobody-knows-it", "tgw_1_mistyped", new string('x', 5000)];

        var answers = new List<ApiAnswer>();
        foreach (var value in values)
            answers.Add(await ReportAsync(value));

        answers.Select(one => (one.Status, one.Text)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(202);
        answers.Select(one => string.Join('|', one.Headers.Select(header => header.Key).Order(StringComparer.Ordinal))).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_declared_token_goes_on_and_its_report_is_recorded()
    {
        await ReportAsync(ManagedEdge.DeclaredValue);

        await Eventually.BecomesTrueAsync(
            async () => (await edge.Admin.GetAsync("/audit?subject=token:static:ci&action=token.leaked")).Items.Count > 0, "recorded");
        (await edge.GetAsync("/orders/1", "X-API-Key: " + ManagedEdge.DeclaredValue)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_secret_that_a_rotation_retired_for_good_ends_nothing()
    {
        var token = await edge.Gateway.IssueAsync("lena", "Users", request => request with { Manages = ManagementRights.Own });
        using var client = edge.Gateway.Api(token.Value);
        var present = (string)(await client.PostAsync($"/tokens/{token.Token.Id}/rotate"))["token"]!;
        var witness = await edge.Gateway.IssueAsync("lena", "Users");

        await ReportAsync(token.Value);
        await ReportAsync(witness.Value);

        // Reports are processed sequentially: once the second is done, so is the first.
        await Eventually.BecomesTrueAsync(async () => (await edge.GetAsync("/orders/1", "X-API-Key: " + witness.Value)).Status == 401, "the second");
        (await edge.GetAsync("/orders/1", "X-API-Key: " + present)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Reports_over_the_budget_of_an_address_wait_whatever_they_hold()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["TokenGateway"]!["Throttle"]!["FailedAttempts"] = 3;
        configuration["TokenGateway"]!["Throttle"]!["Window"] = "1h";
        await using var gateway = await TestGateway.StartAsync(configuration);
        var token = await gateway.IssueAsync("alice", "Users");
        using var client = gateway.Api();

        for (var i = 0; i < 3; i++)
            (await client.PostAsync("/leaks", """{ "token": "x" }""")).Status.ShouldBe(202);
        var answer = await client.PostAsync("/leaks", $$"""{ "token": "{{token.Value}}" }""");

        (answer.Status, answer.Code).ShouldBe((429, "rate_limited"));
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    private Task<ApiAnswer> ReportAsync(string value) => edge.Nobody.PostAsync("/leaks", $$"""{ "token": "{{value}}" }""");
}
