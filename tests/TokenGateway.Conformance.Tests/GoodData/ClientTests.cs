using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>GoodData's own client, the npm package as it is published, against the gateway.</summary>
public sealed class ClientTests(GoodDataSample sample) : IClassFixture<GoodDataSample>
{
    [Fact]
    [Promise("GoodData", "The product's own JavaScript client works.", "`@gooddata/api-client-tiger` 10.43.0, unmodified: profile, tokens of a user, the list right after a creation, and a call with the new token that is forwarded")]
    public async Task Unmodified_client_does_what_it_does_with_the_product()
    {
        var results = await RunAsync("demo", "from-the-client");

        results["getCurrent"]!["data"]!["userId"]!.ToString().ShouldBe("joe");
        results["getCurrent"]!["data"]!["permissions"]!.ToJsonString().ShouldBe("""["MANAGE"]""");
        var details = results["getCurrentWithDetails"]!["data"]!;
        (details["name"]!.ToString(), details["firstName"]!.ToString(), details["lastName"]!.ToString(), details["email"]!.ToString())
            .ShouldBe(("Joe van Doe", "Joe van", "Doe", "joe@example.com"));
        ((int)results["before"]!["data"]!["meta"]!["page"]!["totalElements"]!).ShouldBe(0);
        ((int)results["create"]!["status"]!).ShouldBe(201);
        var after = results["after"]!["data"]!;
        after["data"]![0]!["id"]!.ToString().ShouldBe("from-the-client");
        ((int)after["meta"]!["page"]!["totalElements"]!).ShouldBe(1);
        results["get"]!["data"]!["data"]!["id"]!.ToString().ShouldBe("from-the-client");
        ((int)results["proxied"]!["status"]!).ShouldBe(200);
        results["proxied"]!["data"]!.ToString().ShouldBe("ok");
        ((int)results["duplicate"]!["status"]!).ShouldBe(409);
        ((int)results["delete"]!["status"]!).ShouldBe(204);
        ((int)results["gone"]!["status"]!).ShouldBe(404);
        ((int)results["dead"]!["status"]!).ShouldBe(401);
        sample.Gateway.Upstream.Seen.Count.ShouldBe(1);
        sample.Gateway.Upstream.Last.Header("X-Auth-User").ShouldBe("demo");
        Secrets.FoundIn(sample.Gateway.Upstream.Last, results["create"]!["data"]!["data"]!["attributes"]!["bearerToken"]!.ToString()).ShouldBeEmpty();
    }

    private async Task<JsonNode> RunAsync(string user, string id)
    {
        var script = Path.Combine(Configs.RepositoryRoot(), "tests", "gooddata", "client.js");
        await using var node = ChildProcess.Start("node", [script, sample.Gateway.Gateway.Edge.GetLeftPart(UriPartial.Authority), sample.Admin["Bearer ".Length..], user, id]);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(node.HasExited), "the client is done", TimeSpan.FromSeconds(60));
        await Eventually.BecomesTrueAsync(
            () => node.Output.Count > 0 || node.Error.Count == 0 ? Task.FromResult(node.Output.Count > 0) : throw new InvalidOperationException(string.Join('\n', node.Error)), "its results are there");
        return JsonNode.Parse(node.Output[^1])!;
    }
}
