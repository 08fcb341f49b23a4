using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.EndToEnd.Tests.Nodes;

/// <summary>The configuration of <c>compose.cluster.yaml</c>, on real servers.</summary>
public sealed class ClusterSampleTests
{
    [Fact]
    public async Task Edge_only_node_forwards_and_answers_for_its_health_and_has_no_management()
    {
        await using var database = await PostgreSqlServer.StartNewAsync();
        await using var redis = await RedisProcess.StartAsync();
        await using var upstream = await TestUpstream.StartAsync();
        var secrets = Directory.CreateTempSubdirectory("tgw-cluster-").FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "store"), database.ConnectionString("postgres"));
        await File.WriteAllTextAsync(Path.Combine(secrets, "audit-key"), Convert.ToBase64String(new byte[32]));
        await using var node = await TestGateway.StartAsync(Sample(upstream.Address, redis.Address, secrets));
        var key = (await node.IssueAsync("alice", "Engineers")).Value;

        node.Addresses.Count.ShouldBe(2);
        var answer = RawAnswer.Parse(await Raw.SendAsync(node.Edge, RawRequest.Of("GET", "/orders/1", "Authorization: Bearer " + key)));
        (answer.Status, answer.Header("RateLimit-Policy")).ShouldBe((200, "\"standard\";q=100;w=1"));
        (await StatusAsync(node.Addresses[1], "/readyz")).ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/", "/api/v1/me", "/sign-in", "/openapi/v1.json" })
            (await StatusAsync(node.Addresses[1], path)).ShouldBe(HttpStatusCode.NotFound);
        Directory.Delete(secrets, recursive: true);
    }

    private static JsonObject Sample(string upstream, string redis, string secrets)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Configs.RepositoryRoot(), "config", "cluster", "gateway.json")))!.AsObject();
        foreach (var (_, endpoint) in file["Kestrel"]!["Endpoints"]!.AsObject())
            endpoint!["Url"] = "http://127.0.0.1:0";
        file["ReverseProxy"]!["Clusters"]!["orders"]!["Destinations"]!["a"]!["Address"] = upstream;
        file["TokenGateway"]!["Store"]!["ConnectionStringFile"] = Path.Combine(secrets, "store");
        file["TokenGateway"]!["Audit"]!["KeyFile"] = Path.Combine(secrets, "audit-key");
        file["TokenGateway"]!["Redis"]!["ConnectionString"] = redis;
        return file;
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address, string path)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
