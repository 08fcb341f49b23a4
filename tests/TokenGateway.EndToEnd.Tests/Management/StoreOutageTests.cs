using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>A store that cannot be written: writes get 503 and change nothing, and reads continue.</summary>
public sealed class StoreOutageTests
{
    [Fact]
    public async Task A_locked_store_is_told_and_tried_again_it_works()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["TokenGateway"]!["Store"] = JsonNode.Parse("""{ "Provider": "Sqlite", "ConnectionString": "Data Source=data/tokengateway.db;Default Timeout=1" }""");
        await using var gateway = await TestGateway.StartAsync(configuration);
        var caller = await gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own });
        using var client = gateway.Api(caller.Value);
        (await client.GetAsync("/me")).Status.ShouldBe(200);

        await using (var holder = new SqliteConnection($"Data Source={gateway.Folder}/data/tokengateway.db;Pooling=False"))
        {
            await holder.OpenAsync();
            await using var transaction = holder.BeginTransaction(deferred: false);

            var refused = await client.PostAsync("/tokens", """{ "name": "late" }""");

            (refused.Status, refused.Code).ShouldBe((503, "store_unavailable"), refused.Text);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            refused.Text.ShouldNotContain(gateway.Folder);
            (await client.GetAsync("/tokens")).Items.Count.ShouldBe(1);
        }

        (await client.PostAsync("/tokens", """{ "name": "late" }""")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Without_a_store_declared_tokens_are_listed_and_nothing_is_made()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address, gateway: """
            {
              "Store": { "Provider": "None" },
              "Users": { "dave": { "Roles": ["Users"] } },
              "StaticTokens": [ { "Name": "ci", "User": "dave", "Sha256": "7a2702023d0cccae2b3e80421176d58f47cb008402dfde20af700fce421f153d", "Role": "Users" } ]
            }
            """);
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var client = gateway.Api(ManagedEdge.DeclaredValue);

        // A declared token has no management rights, and the configuration cannot grant any.
        (await client.GetAsync("/tokens")).Code.ShouldBe("forbidden");
    }
}
