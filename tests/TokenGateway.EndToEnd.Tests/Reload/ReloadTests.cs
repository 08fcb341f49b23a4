using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Reload;

/// <summary>A changed file takes effect automatically, whatever changed in it.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task One_role_of_one_entry_changed_alone_takes_effect()
    {
        await using var running = await RunningGateway.StartAsync();
        var token = "X-API-Key: " + (await running.Gateway.IssueAsync("uma", "Users")).Value;
        (await running.SendAsync("DELETE", "/orders/1", token)).Status.ShouldBe(403);

        running.Ours["Roles"]!["Users"]!["Permissions"] = JsonNode.Parse("""["orders:read", "orders:write"]""");
        running.RouteBlocks["orders"]!["TokenGateway"]!["Access"]![1]!["MinRole"] = "Users";
        await running.WriteAsync();
        await running.StatusBecomesAsync(200, "DELETE", "/orders/1", token);

        running.RouteBlocks["orders"]!["TokenGateway"]!["Access"]![1]!["MinRole"] = "Administrators";
        await running.WriteAsync();
        await running.StatusBecomesAsync(403, "DELETE", "/orders/1", token);
    }

    [Fact]
    public async Task The_permissions_of_a_role_changed_alone_take_effect_on_tokens_in_use()
    {
        await using var running = await RunningGateway.StartAsync();
        var token = "X-API-Key: " + (await running.Gateway.IssueAsync("alice", "Engineers")).Value;
        (await running.SendAsync("GET", "/reports/1", token)).Status.ShouldBe(403);

        running.Ours["Roles"]!["Engineers"]!["Permissions"] = JsonNode.Parse("""["reports:read"]""");
        await running.WriteAsync();
        await running.StatusBecomesAsync(200, "GET", "/reports/1", token);

        (await running.SendAsync("GET", "/orders/1", token)).Forwarded.Header("X-Auth-Permissions").ShouldBe("reports:read");
        (await running.SendAsync("DELETE", "/orders/1", token)).Code.ShouldBe("insufficient_permission");
    }

    [Fact]
    public async Task A_permission_of_a_policy_changed_alone_takes_effect()
    {
        await using var running = await RunningGateway.StartAsync();
        var token = "X-API-Key: " + (await running.Gateway.IssueAsync("alice", "Engineers")).Value;

        running.Ours["Policies"]!["report-readers"]!["Access"]![0]!["AnyPermission"] = JsonNode.Parse("""["orders:write"]""");
        await running.WriteAsync();

        await running.StatusBecomesAsync(200, "GET", "/reports/1", token);
    }

    [Fact]
    public async Task Names_that_the_generation_before_set_keep_one_spelling()
    {
        await using var running = await RunningGateway.StartAsync("""
            { "tenant": { "ClusterId": "legacy", "Match": { "Path": "/tenant" }, "TokenGateway": { "Anonymous": true },
              "Transforms": [ { "RequestHeader": "X-Tenant", "Set": "ours" } ] } }
            """);
        (await running.SendAsync("GET", "/tenant", "X-Tenant: theirs", "X_Tenant: theirs")).Forwarded.Headers.Values.ShouldNotContain("theirs");

        running.RouteBlocks["tenant"]!["Transforms"] = new JsonArray();
        await running.WriteAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await running.SendAsync("GET", "/tenant", "X-Tenant: theirs")).Forwarded.Header("X-Tenant") == "theirs", "the transform is gone");

        (await running.SendAsync("GET", "/tenant", "X_Tenant: theirs")).Forwarded.Headers.Values.ShouldNotContain("theirs");
    }

    [Fact]
    public async Task A_new_route_and_a_changed_destination_take_effect()
    {
        await using var running = await RunningGateway.StartAsync();
        await using var other = await TestUpstream.StartAsync();

        running.RouteBlocks["more"] = JsonNode.Parse("""{ "ClusterId": "legacy", "Match": { "Path": "/more" }, "TokenGateway": { "Anonymous": true } }""");
        await running.WriteAsync();
        await running.StatusBecomesAsync(200, "GET", "/more");

        running.Configuration["ReverseProxy"]!["Clusters"]!["legacy"]!["Destinations"]!["a"]!["Address"] = other.Address;
        await running.WriteAsync();
        await Eventually.BecomesTrueAsync(async () =>
        {
            await running.SendAsync("GET", "/more");
            return other.Seen.Count > 0;
        }, "the other upstream is asked");
    }

    [Fact]
    public async Task A_route_made_public_or_protected_is_so_at_once()
    {
        await using var running = await RunningGateway.StartAsync();

        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default" }""");
        await running.WriteAsync();
        await running.StatusBecomesAsync(401, "GET", "/status");

        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Anonymous": true }""");
        await running.WriteAsync();
        await running.StatusBecomesAsync(200, "GET", "/status");
    }

    [Fact]
    public async Task A_removed_static_token_is_revoked()
    {
        const string Value = "imported-static-token-1234";
        await using var running = await RunningGateway.StartAsync(ours: $$"""
            {
              "Users": { "ivy": { "Roles": ["Users"] } },
              "StaticTokens": [
                { "Name": "ci", "User": "ivy", "Sha256": "{{TokenDigest.Of(Value)}}" },
                { "Name": "kept", "User": "ivy", "Sha256": "{{TokenDigest.Of("kept")}}" } ]
            }
            """);
        var granted = await running.SendAsync("GET", "/orders/1", "X-API-Key: " + Value);
        granted.Forwarded.Header("X-Auth-Token-Id").ShouldBe("static:ci");
        granted.Forwarded.Header("X-Auth-User").ShouldBe("ivy");

        running.Ours["StaticTokens"]!.AsArray().RemoveAt(0);
        await running.WriteAsync();

        await running.StatusBecomesAsync(401, "GET", "/orders/1", "X-API-Key: " + Value);
        (await running.SendAsync("GET", "/orders/1", "X-API-Key: kept")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_added_identity_header_is_protected_and_a_removed_one_still_is()
    {
        await using var running = await RunningGateway.StartAsync();
        (await running.SendAsync("GET", "/status", "X-Tenant: forged")).Forwarded.Header("X-Tenant").ShouldBe("forged");
        var identity = running.Ours["Identity"]!.DeepClone();

        running.Ours["Identity"]!["X-Tenant"] = "{realm}";
        await running.WriteAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await running.SendAsync("GET", "/status", "X_Tenant: forged", "X-Tenant: forged")).Forwarded.Headers.Values.All(value => value != "forged"),
            "X-Tenant is protected");

        running.Ours["Identity"] = identity;
        var before = running.Gateway.State.Current.GenerationId;
        await running.WriteAsync();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(running.Gateway.State.Current.GenerationId != before), "the next generation");
        (await running.SendAsync("GET", "/status", "X-Tenant: forged")).Forwarded.Header("X-Tenant").ShouldBeNull();
    }

    [Fact]
    public async Task A_credential_place_added_or_removed_takes_effect()
    {
        await using var running = await RunningGateway.StartAsync();
        var token = (await running.Gateway.IssueAsync("uma", "Users")).Value;

        running.Ours["Credentials"] = JsonNode.Parse("""["X-Token", "Authorization: Bearer"]""");
        await running.WriteAsync();

        await running.StatusBecomesAsync(200, "GET", "/orders/1", "X-Token: " + token);
        (await running.SendAsync("GET", "/orders/1", "X-API-Key: " + token)).Code.ShouldBe("missing_token");
        (await running.SendAsync("GET", "/orders/1", "X-Token: " + token)).Forwarded.Header("X-Token").ShouldBeNull();
    }

    [Fact]
    public async Task Reloads_under_load_refuse_nobody_and_let_nobody_in()
    {
        await using var running = await RunningGateway.StartAsync();
        var token = (await running.Gateway.IssueAsync("uma", "Users")).Value;
        using var stop = new CancellationTokenSource();
        var good = LoadAsync(running.Gateway, token, stop.Token);
        var bad = LoadAsync(running.Gateway, "wrong", stop.Token);

        for (var i = 0; i < 4; i++)
        {
            var before = running.Gateway.State.Current.GenerationId;
            running.Ours["Policies"]!["p" + i] = JsonNode.Parse("""{ "Access": [ { "AnyToken": true } ] }""");
            await running.WriteAsync();
            await Eventually.BecomesTrueAsync(() => Task.FromResult(running.Gateway.State.Current.GenerationId != before), "the next generation");
        }

        await stop.CancelAsync();
        (await good).ShouldBe([200]);
        (await bad).ShouldBe([401]);
    }

    private static async Task<int[]> LoadAsync(TestGateway gateway, string token, CancellationToken stop)
    {
        using var client = gateway.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", token);
        var seen = new HashSet<int>();
        while (!stop.IsCancellationRequested)
        {
            using var response = await client.GetAsync("/orders/1", CancellationToken.None);
            seen.Add((int)response.StatusCode);
        }

        return [.. seen];
    }
}
