using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

public sealed class RoutesCommandTests
{
    [Fact]
    public async Task Table_tells_each_route_and_its_rule_in_words()
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!["Credentials"] = new JsonArray("X-API-Key"));

        var result = await folder.RunAsync("routes");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBe("""
            ID       PATH               METHODS  CLUSTER  CREDENTIALS  LIMITS    RULE
            orders   /orders/{**rest}   any      legacy   X-API-Key    standard  GET,HEAD: role Users or Engineers or Administrators | POST,PUT,PATCH,DELETE: role Engineers or higher; permission orders:write
            reports  /reports/{**rest}  any      legacy   X-API-Key    -         permission reports:read or reports:admin
            status   /status            any      legacy   X-API-Key    -         everyone, no token needed

            """);
    }

    [Fact]
    public async Task Json_holds_the_same()
    {
        using var folder = new SampleFolder(sample =>
        {
            sample["TokenGateway"]!["Credentials"] = new JsonArray("X-API-Key");
            sample["ReverseProxy"]!["Routes"]!["status"]!["Match"]!["Methods"] = new JsonArray("GET");
        });

        var status = JsonNode.Parse((await folder.RunAsync("routes", "--json")).Output)!.AsArray().Single(route => route!["id"]!.GetValue<string>() == "status");

        status!.ToJsonString().ShouldBe(
            """{"id":"status","path":"/status","methods":["GET","HEAD"],"rule":"everyone, no token needed","cluster":"legacy","credentials":["X-API-Key"],"limits":[]}""");
    }
}
