namespace TokenGateway.EndToEnd.Tests.Management;

public sealed class AuditTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task What_a_token_did_is_told_with_who_from_where_and_by_which_token()
    {
        var me = (await edge.Owner.GetAsync("/me"))["token"]["id"]!.ToString();
        var made = await edge.Owner.PostAsync("/tokens", """{ "name": "told" }""");
        await edge.Owner.DeleteAsync($"/tokens/{made["id"]}");

        var records = (await edge.Admin.GetAsync($"/audit?subject=token:{made["id"]}")).Items;

        records.Select(one => (string?)one!["action"]).ShouldBe(["token.deleted", "token.created"]);
        records[0]!.AsObject().Select(one => one.Key).ShouldBe(["seq", "at", "actor", "user", "token", "address", "action", "subject", "before", "after"]);
        ((string?)records[1]!["actor"], (string?)records[1]!["user"], (string?)records[1]!["token"], (string?)records[1]!["address"])
            .ShouldBe(($"token:{me}", "alice", me, "127.0.0.1"));
        ((string?)records[1]!["after"]!["name"]).ShouldBe("told");
    }

    [Fact]
    public async Task Records_are_paged_from_the_newest_to_the_first()
    {
        for (var i = 0; i < 5; i++)
            await edge.Owner.PostAsync("/tokens", "{}");
        var (seen, cursor) = (new List<long>(), "");

        do
        {
            var page = await edge.Admin.GetAsync($"/audit?limit=2{cursor}");
            seen.AddRange(page.Items.Select(one => (long)one!["seq"]!));
            cursor = (string?)page.Json!["next"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        seen.ShouldBe(seen.OrderDescending());
        seen[^1].ShouldBe(1);
        seen.Count.ShouldBe((int)seen[0]);
    }

    [Fact]
    public async Task Records_are_filtered()
    {
        var made = await edge.Other.PostAsync("/tokens", "{}");
        var me = (await edge.Other.GetAsync("/me"))["token"]["id"]!.ToString();

        (await ActionsAsync($"actor=token:{me}&action=token.created")).ShouldAllBe(action => action == "token.created");
        (await ActionsAsync($"actor=token:{me}&subject=token:{made["id"]}")).ShouldBe(["token.created"]);
        (await ActionsAsync("from=2099-01-01T00:00:00Z")).ShouldBeEmpty();
        (await ActionsAsync("until=2001-01-01T00:00:00Z")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_manages_audit_reads_it() => (await edge.Owner.GetAsync("/audit")).Code.ShouldBe("forbidden");

    private async Task<string?[]> ActionsAsync(string query) =>
        [.. (await edge.Admin.GetAsync("/audit?" + query)).Items.Select(one => (string?)one!["action"])];
}
