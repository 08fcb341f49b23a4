using System.Globalization;
using System.Net;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>The rate limits on a user's API calls, and the calls that are exempt.</summary>
public sealed class LimitTests(LimitedManagement edge) : IClassFixture<LimitedManagement>
{
    [Fact]
    public async Task Writes_over_the_limit_are_refused_and_change_nothing()
    {
        using var carl = await edge.OwnerAsync("carl");
        for (var i = 0; i < LimitedManagement.Writes; i++)
            (await carl.PostAsync("/tokens", "{}")).Status.ShouldBe(201);

        var refused = await carl.PostAsync("/tokens", "{}");

        (refused.Status, refused.Code).ShouldBe((429, "rate_limited"), refused.Text);
        refused.Detail.ShouldBe("The limit of writes is exceeded: 3 in 1h.");
        int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(1, 1200);
        (await carl.GetAsync("/tokens"))["items"].AsArray().Count.ShouldBe(LimitedManagement.Writes + 1);
    }

    [Fact]
    public async Task One_user_is_counted_whatever_token_is_used_and_others_are_not()
    {
        using var first = await edge.OwnerAsync("dora");
        using var second = await edge.OwnerAsync("dora");
        using var other = await edge.OwnerAsync("emil");
        for (var i = 0; i < LimitedManagement.Writes; i++)
            (await first.PostAsync("/tokens", "{}")).Status.ShouldBe(201);

        (await second.PostAsync("/tokens", "{}")).Status.ShouldBe(429);
        (await other.PostAsync("/tokens", "{}")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Many_tokens_are_switched_off_beyond_every_limit_and_neither_on_nor_looked_at()
    {
        using var gina = await edge.OwnerAsync("gina");
        var id = (await gina.PostAsync("/tokens", "{}"))["id"];
        for (var i = 0; i < LimitedManagement.Calls; i++)
            await gina.GetAsync("/me");

        (await gina.PostAsync("/tokens/bulk", $$"""{ "action": "deactivate", "ids": [{{id}}], "dryRun": true }""")).Status.ShouldBe(429);
        (await gina.PostAsync("/tokens/bulk", $$"""{ "action": "deactivate", "ids": [{{id}}] }""")).Status.ShouldBe(200);
        (await gina.PostAsync("/tokens/bulk", $$"""{ "action": "activate", "ids": [{{id}}] }""")).Status.ShouldBe(429);
        (await gina.PostAsync("/tokens/bulk", $$"""{ "action": "delete", "ids": [{{id}}] }""")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("activate", false, LimitedManagement.Writes - 1)]
    [InlineData("delete", true, LimitedManagement.Calls - 1)]
    public async Task Many_ids_of_no_token_of_the_callers_count_as_calls_about_each_of_them(string action, bool isDryRun, int looks)
    {
        using var kate = await edge.OwnerAsync($"kate-{action}");
        var ids = string.Join(',', Enumerable.Range(900_000, 100));

        var answer = await kate.PostAsync("/tokens/bulk", $$"""{ "action": "{{action}}", "ids": [{{ids}}], "dryRun": {{(isDryRun ? "true" : "false")}} }""");

        answer.Status.ShouldBe(200, answer.Text);
        var codes = answer.Items.Select(item => $"{item!["result"]} {item["code"]}").ToArray();
        codes.Take(looks + 1).ShouldAllBe(code => code == "refused not_found");
        codes.Skip(looks + 1).ShouldAllBe(code => code == "notTried rate_limited");
        codes.Length.ShouldBe(100);
        (await kate.PostAsync("/tokens/bulk", $$"""{ "action": "{{action}}", "ids": [900000], "dryRun": {{(isDryRun ? "true" : "false")}} }""")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Ids_of_tokens_that_are_not_there_keep_nobody_from_switching_off_its_own()
    {
        using var lena = await edge.OwnerAsync("lena");
        var id = (await lena.PostAsync("/tokens", "{}"))["id"];
        for (var i = 0; i < LimitedManagement.Calls; i++)
            await lena.GetAsync("/me");

        var answer = await lena.PostAsync("/tokens/bulk", $$"""{ "action": "deactivate", "ids": [900001, 900002, {{id}}] }""");

        answer.Items.Select(item => (string?)item!["result"]).ShouldBe(["refused", "refused", "done"]);
    }

    [Fact]
    public async Task Deleting_and_switching_off_are_always_possible()
    {
        using var fred = await edge.OwnerAsync("fred");
        var made = new List<string>();
        for (var i = 0; i < LimitedManagement.Writes; i++)
            made.Add((await fred.PostAsync("/tokens", "{}"))["id"].ToString());
        for (var i = 0; i < LimitedManagement.Calls; i++)
            await fred.GetAsync("/me");
        (await fred.GetAsync("/me")).Status.ShouldBe(429);

        (await fred.PostAsync($"/tokens/{made[0]}/activate")).Status.ShouldBe(429);
        (await fred.PostAsync($"/tokens/{made[0]}/rotate")).Status.ShouldBe(429);
        for (var i = 0; i < 2 * LimitedManagement.Calls; i++)
            (await fred.PostAsync($"/tokens/{made[0]}/deactivate")).Status.ShouldBe(200);
        (await fred.DeleteAsync($"/tokens/{made[1]}/overlap")).Status.ShouldBe(204);
        foreach (var id in made)
            (await fred.DeleteAsync($"/tokens/{id}")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task User_is_disabled_and_tokens_are_switched_off_by_an_administrator_without_permits()
    {
        using var admin = await edge.AdministratorAsync("anna");
        using var gina = await edge.OwnerAsync("gina");
        for (var i = 0; i < LimitedManagement.Calls; i++)
            await admin.GetAsync("/me");
        (await admin.GetAsync("/users")).Status.ShouldBe(429);

        (await admin.PatchAsync("/users/gina", """{ "disabled": true }""")).Status.ShouldBe(200);
        (await gina.GetAsync("/me")).Status.ShouldBe(401);
        (await admin.PatchAsync("/settings", """{ "maxPerUser": 49 }""")).Status.ShouldNotBe(429);
        (await admin.DeleteAsync("/users/gina")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Switching_off_again_and_again_leaves_one_record()
    {
        using var admin = await edge.AdministratorAsync("abel");
        using var hugo = await edge.OwnerAsync("hugo");
        var id = (await hugo.PostAsync("/tokens", "{}"))["id"].ToString();
        for (var i = 0; i < 20; i++)
        {
            (await hugo.PostAsync($"/tokens/{id}/deactivate")).Status.ShouldBe(200);
            (await hugo.DeleteAsync($"/tokens/{id}/overlap")).Status.ShouldBe(204);
        }

        (await admin.GetAsync($"/audit?subject=token:{id}&limit=500"))["items"].AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Traffic_of_the_user_is_not_counted()
    {
        var token = await edge.Gateway.IssueAsync("ivan", "Users");
        for (var i = 0; i < 2 * LimitedManagement.Calls; i++)
            (await edge.StatusOfAsync(token)).ShouldBe(HttpStatusCode.OK);
    }
}
