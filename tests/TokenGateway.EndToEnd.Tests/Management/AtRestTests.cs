using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>What the process of a gateway that waits for requests has loaded: each assembly takes memory (ADR 27).</summary>
public sealed class AtRestTests
{
    [Fact]
    public async Task Management_its_assemblies_and_xml_are_loaded_by_the_first_request_that_needs_them()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var folder = Directory.CreateTempSubdirectory("tgw-rest-");
        var (edge, management) = (Ports.Free(), Ports.Free());
        var configuration = Configs.AnyToken(upstream.Address);
        configuration["Kestrel"] = JsonNode.Parse($$"""
            { "Endpoints": { "Edge": { "Url": "http://127.0.0.1:{{edge}}" }, "Management": { "Url": "http://127.0.0.1:{{management}}" } } }
            """);
        var file = Path.Combine(folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());
        try
        {
            await using var process = ChildProcess.Gateway("serve", "--config", file);
            using var client = new HttpClient();
            await Eventually.BecomesTrueAsync(() => Ports.AcceptsAsync(management), "the gateway listens");

            (await client.GetAsync($"http://127.0.0.1:{edge}/orders")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await client.GetAsync($"http://127.0.0.1:{management}/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
            Loaded(process.Id).ShouldContain("TokenGateway.Edge.dll");
            Loaded(process.Id).Intersect(
            [
                "TokenGateway.Management.dll", "TokenGateway.Portal.dll", "System.Private.Xml.dll", "System.Private.Xml.Linq.dll",
                "System.Linq.Expressions.dll", "Microsoft.AspNetCore.Http.Extensions.dll", "MailKit.dll", "Npgsql.dll", "StackExchange.Redis.dll",
            ]).ShouldBeEmpty();

            (await client.GetAsync($"http://127.0.0.1:{management}/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            Loaded(process.Id).ShouldContain("TokenGateway.Management.dll");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HashSet<string> Loaded(int process) => [.. File.ReadLines($"/proc/{process}/maps").Select(line => Path.GetFileName(line[(line.LastIndexOf(' ') + 1)..]))];
}
