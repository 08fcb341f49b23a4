using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Reload;

/// <summary>A gateway for a single test, whose configuration can be changed and rewritten.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private RunningGateway(TestUpstream upstream, TestGateway gateway, JsonObject configuration) =>
        (Upstream, Gateway, Configuration) = (upstream, gateway, configuration);

    public TestUpstream Upstream { get; }

    public TestGateway Gateway { get; }

    /// <summary>The configuration that was last written.</summary>
    public JsonObject Configuration { get; }

    public JsonNode Ours => Configuration["TokenGateway"]!;

    public JsonNode RouteBlocks => Configuration["ReverseProxy"]!["Routes"]!;

    public static async Task<RunningGateway> StartAsync(string routes = "{}", string ours = "{}")
    {
        var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address, routes, ours);
        return new RunningGateway(upstream, await TestGateway.StartAsync(configuration), configuration);
    }

    public Task WriteAsync() => Gateway.RewriteAsync(Configuration);

    public Task WriteTextAsync(string text) => File.WriteAllTextAsync(Gateway.ConfigPath, text);

    public async Task<Exchange> SendAsync(string method, string target, params string[] headers)
    {
        Upstream.Forget();
        var answer = RawAnswer.Parse(await Raw.SendAsync(Gateway.Edge, RawRequest.Of(method, target, headers)));
        return new Exchange(answer, Upstream.Seen);
    }

    public async Task StatusBecomesAsync(int status, string method, string target, params string[] headers) =>
        await Eventually.BecomesTrueAsync(
            async () => (await SendAsync(method, target, headers)).Status == status, $"{method} {target} is answered with {status}");

    public async Task<string?> ConfigurationErrorAsync()
    {
        var answer = await Raw.SendAsync(Gateway.Management, "GET /readyz?verbose HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var json = answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)];
        return JsonNode.Parse(json)!["configurationError"]?.ToString();
    }

    public async Task RefusedAsync(string reason) =>
        await Eventually.BecomesTrueAsync(
            async () => (await ConfigurationErrorAsync())?.Contains(reason, StringComparison.Ordinal) == true, $"readyz tells \"{reason}\"");

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
