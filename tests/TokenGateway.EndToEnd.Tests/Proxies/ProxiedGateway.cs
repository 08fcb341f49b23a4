using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.Sessions;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>
/// A gateway behind proxies: those on 127.0.0.1 and 127.0.0.9 are trusted, clients from 127.0.0.2 are not. It has endpoints for
/// HTTP/1.1 and HTTP/2; clients keep their connections open.
/// </summary>
internal sealed class ProxiedGateway : IAsyncDisposable
{
    public const string Trusted = """["127.0.0.1", "127.0.0.9/32", "2001:db8:1::/48"]""";
    public const string Proxy = "127.0.0.1";
    public const string OtherProxy = "127.0.0.9";
    public const string Stranger = "127.0.0.2";

    private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);

    private ProxiedGateway(TestUpstream upstream, JsonObject configuration) => (Upstream, Configuration) = (upstream, configuration);

    public TestUpstream Upstream { get; }

    public JsonObject Configuration { get; }

    public TestGateway Gateway { get; private set; } = null!;

    /// <param name="ours">Keys of the section TokenGateway, as JSON.</param>
    /// <param name="routes">Routes in addition to those for any token.</param>
    /// <param name="change">Further changes to the configuration.</param>
    public static async Task<ProxiedGateway> StartAsync(string ours = "{}", string routes = "{}", Action<JsonObject>? change = null)
    {
        var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(upstream.Address);
        configuration["Kestrel"]!["Endpoints"]!["EdgeHttp2"] = JsonNode.Parse("""{ "Url": "http://127.0.0.1:0", "Protocols": "Http2" }""");
        configuration["TokenGateway"]!["TrustedProxies"] = JsonNode.Parse(Trusted);
        Put(ours, configuration["TokenGateway"]!);
        Put(routes, configuration["ReverseProxy"]!["Routes"]!);
        change?.Invoke(configuration);
        return new ProxiedGateway(upstream, configuration) { Gateway = await TestGateway.StartAsync(configuration) };
    }

    public Uri EdgeOf(string protocol) => Gateway.Addresses[protocol == "Http2" ? 1 : 0];

    public async Task<string> IssueAsync(string? addresses = null) => (await Gateway.IssueAsync(
        "alice", "Engineers", request => request with { Addresses = addresses is null ? [] : [AddressRange.Parse(addresses)] })).Value;

    /// <summary>Sends over the single connection of this peer.</summary>
    public async Task<int> SendAsync(string from, string target, string? token, params (string Name, string Value)[] headers) =>
        await SendOverAsync("Http1", from, target, token, headers);

    public async Task<int> SendOverAsync(string protocol, string from, string target, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(EdgeOf(protocol), target))
        {
            Version = protocol == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await ClientFrom(from).SendAsync(request);
        return (int)answer.StatusCode;
    }

    public async Task<int> ConnectSocketAsync(string protocol, string from, string token, params (string Name, string Value)[] headers)
    {
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = protocol == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("X-API-Key", token);
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        using var invoker = new HttpMessageInvoker(Browser.HandlerFrom(from));
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{EdgeOf(protocol).Authority}/echo"), invoker, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells the reason.
        }

        return (int)socket.HttpStatusCode;
    }

    public async Task ReloadAsync(Action<JsonObject> change)
    {
        var before = Gateway.State.Current.GenerationId;
        change(Configuration["TokenGateway"]!.AsObject());
        await Gateway.RewriteAsync(Configuration);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Gateway.State.Current.GenerationId != before), "the new configuration is in force");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private HttpClient ClientFrom(string address)
    {
        if (_clients.TryGetValue(address, out var known))
            return known;
        var handler = Browser.HandlerFrom(address);
        handler.MaxConnectionsPerServer = 1;
        return _clients[address] = new HttpClient(handler);
    }

    private static void Put(string json, JsonNode into)
    {
        foreach (var (key, value) in JsonNode.Parse(json)!.AsObject())
            into[key] = value?.DeepClone();
    }
}
