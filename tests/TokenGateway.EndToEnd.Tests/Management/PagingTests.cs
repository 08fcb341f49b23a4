using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>A list read page by page returns every item that existed throughout exactly once, despite insertions and deletions.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task Pages_give_each_of_250_tokens_once_while_others_come_and_go()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["TokenGateway"]!["Tokens"]!["MaxPerUser"] = null;
        await using var gateway = await TestGateway.StartAsync(configuration);
        var caller = await gateway.IssueAsync("alice", "Engineers", request => request with { Manages = Core.Access.ManagementRights.Own });
        var ids = new List<TokenId>();
        for (var i = 0; i < 250; i++)
            ids.Add((await gateway.IssueAsync("alice", "Engineers")).Token.Id);
        var (doomed, kept) = (ids.Where((_, i) => i % 5 == 3).ToList(), ids.Where((_, i) => i % 5 != 3).ToList());
        using var client = gateway.Api(caller.Value);

        var (seen, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var page = await client.GetAsync($"/tokens?limit=7{cursor}");
            page.Status.ShouldBe(200, page.Text);
            page.Items.Count.ShouldBeLessThanOrEqualTo(7);
            seen.AddRange(page.Items.Select(one => one!["id"]!.ToString()));
            cursor = (string?)page.Json!["next"] is { } next ? $"&cursor={next}" : "";
            if (pages++ < doomed.Count)
                await gateway.Tokens.DeleteAsync(Actor.Operator("test"), doomed[^pages], CancellationToken.None);
        }
        while (cursor.Length > 0);

        seen.Distinct().Count().ShouldBe(seen.Count);
        kept.Select(id => id.ToString()).Except(seen).ShouldBeEmpty();
        pages.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Declared_tokens_and_users_are_paged_with_the_stored_ones()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address, gateway: """
            {
              "Users": { "ben": { "Roles": ["Users"] }, "zoe": { "Roles": ["Users"] } },
              "StaticTokens": [
                { "Name": "two", "User": "ben", "Sha256": "7a2702023d0cccae2b3e80421176d58f47cb008402dfde20af700fce421f153d", "Role": "Users" },
                { "Name": "one", "User": "zoe", "Sha256": "8a2702023d0cccae2b3e80421176d58f47cb008402dfde20af700fce421f153d", "Role": "Users" } ]
            }
            """);
        await using var gateway = await TestGateway.StartAsync(configuration);
        foreach (var user in new[] { "amy", "cid", "dan" })
            await gateway.IssueAsync(user, "Users");
        var admin = await gateway.IssueAsync("bea", "Administrators", request => request with
        {
            Manages = Core.Access.ManagementRights.Tokens | Core.Access.ManagementRights.Users,
        });
        using var client = gateway.Api(admin.Value);

        (await ReadAllAsync(client, "/tokens?limit=1")).ShouldBe(["static:one", "static:two", "1", "2", "3", "4"]);
        foreach (var limit in new[] { 1, 2, 3, 100 })
            (await ReadAllAsync(client, $"/users?limit={limit}")).ShouldBe(["amy", "bea", "ben", "cid", "dan", "zoe"], $"limit {limit}");
    }

    private static async Task<List<string>> ReadAllAsync(ApiClient client, string path)
    {
        var (ids, cursor) = (new List<string>(), "");
        do
        {
            var page = await client.GetAsync(path + cursor);
            page.Status.ShouldBe(200, page.Text);
            ids.AddRange(page.Items.Select(one => one!["id"]!.ToString()));
            cursor = (string?)page.Json!["next"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        return ids;
    }
}
