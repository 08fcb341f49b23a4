using System.Text.Json.Nodes;
using TokenGateway.Configuration.Errors;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Access;

/// <summary>The endpoint of a connection decides what is served, never the content of the request.</summary>
public sealed class EndpointTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/readyz?verbose")]
    public async Task Probes_are_served_on_management_under_a_name_of_this_machine(string target)
    {
        foreach (var host in Hosts())
            (await StatusAsync(edge.Gateway.Management, target, host)).ShouldBe(IsForeign(host) ? 421 : 200, host);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    [InlineData("/api/v1/tokens")]
    public async Task Management_paths_are_not_served_on_edge_whatever_host_says(string target)
    {
        foreach (var host in Hosts())
            (await StatusAsync(edge.Gateway.Edge, target, host)).ShouldBe(404, host);
    }

    [Theory]
    [InlineData("/orders/1")]
    [InlineData("/status")]
    [InlineData("/.tokengateway/me")]
    public async Task Edge_paths_are_not_served_on_management_whatever_host_says(string target)
    {
        edge.Upstream.Forget();

        foreach (var host in Hosts())
            (await StatusAsync(edge.Gateway.Management, target, host)).ShouldBe(IsForeign(host) ? 421 : 404, host);

        edge.Upstream.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Public")]
    [InlineData("Http")]
    [InlineData("MyEdge")]
    public async Task An_endpoint_whose_name_says_no_kind_is_an_error(string name)
    {
        var configuration = EdgeFixture.SampleWith("http://127.0.0.1:1/");
        configuration["Kestrel"] = JsonNode.Parse($$"""{ "Endpoints": { "{{name}}": { "Url": "http://127.0.0.1:0" }, "Edge": { "Url": "http://127.0.0.1:0" } } }""");

        var failure = await Should.ThrowAsync<ConfigurationInvalidException>(() => TestGateway.StartAsync(configuration));

        failure.Message.ShouldContain($"Kestrel:Endpoints:{name}");
    }

    [Fact]
    public async Task Several_endpoints_of_a_kind_are_served_alike_and_a_probe_serves_probes_alone()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["Kestrel"] = JsonNode.Parse("""
            { "Endpoints": {
                "Edge": { "Url": "http://127.0.0.1:0" }, "EdgeTwo": { "Url": "http://127.0.0.1:0" },
                "Management": { "Url": "http://127.0.0.1:0" }, "Probe": { "Url": "http://127.0.0.1:0" } } }
            """);
        await using var gateway = await TestGateway.StartAsync(configuration);
        var addresses = gateway.Addresses;

        var status = await Task.WhenAll(addresses.Select(address => StatusAsync(address, "/status", "localhost")));
        var health = await Task.WhenAll(addresses.Select(address => StatusAsync(address, "/healthz", "localhost")));

        status.Order().ShouldBe([200, 200, 404, 404]);
        health.Order().ShouldBe([200, 200, 404, 404]);
        status.Zip(health).ShouldAllBe(pair => pair.First != pair.Second);
    }

    private IEnumerable<string> Hosts() =>
        ["gateway.test", edge.Gateway.Edge.Authority, edge.Gateway.Management.Authority, "localhost", "management"];

    private static bool IsForeign(string host) => host is "gateway.test" or "management";

    private static async Task<int> StatusAsync(Uri address, string target, string host) =>
        Raw.StatusOf(await Raw.SendAsync(address, $"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
}
