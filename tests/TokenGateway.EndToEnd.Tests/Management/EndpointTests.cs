using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>The API is served on Management endpoints only.</summary>
public sealed class EndpointTests
{
    [Theory]
    [InlineData("/api/v1/tokens")]
    [InlineData("/api/v1/me")]
    [InlineData("/openapi/v1.json")]
    public async Task Api_is_served_on_management_and_neither_on_probe_nor_on_edge(string path)
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["Kestrel"] = JsonNode.Parse("""
            { "Endpoints": { "Edge": { "Url": "http://127.0.0.1:0" }, "Management": { "Url": "http://127.0.0.1:0" }, "Probe": { "Url": "http://127.0.0.1:0" } } }
            """);
        await using var gateway = await TestGateway.StartAsync(configuration);

        var statuses = await Task.WhenAll(gateway.Addresses.Select(async address =>
        {
            using var client = new ApiClient(address, null);
            return (await client.GetAsync(path)).Status;
        }));

        statuses.Count(status => status == 404).ShouldBe(2);
        statuses.ShouldContain(path == "/openapi/v1.json" ? 200 : 401);
    }
}
