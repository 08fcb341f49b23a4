using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.EndToEnd.Tests.Revocation;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>
/// A gateway for a single test with endpoints for HTTP/1.1 and HTTP/2, an adjustable date, and the streaming upstream:
/// <c>/engineers</c> for engineers, <c>/open</c> for everybody, the rest for any token.
/// </summary>
internal sealed class StreamsEdge : IAsyncDisposable
{
    /// <summary>The deadline for everything that must happen within a second; allows for a busy machine.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = false });
    private readonly TestUpstream _upstream;

    private StreamsEdge(TestUpstream upstream, JsonObject configuration)
    {
        (_upstream, Configuration) = (upstream, configuration);
        Upstream = new StreamingUpstream(upstream);
    }

    public JsonObject Configuration { get; }

    public StreamingUpstream Upstream { get; }

    public SteppedTime Time { get; } = new();

    public TestGateway Gateway { get; private set; } = null!;

    /// <summary>The endpoint for a protocol.</summary>
    public Uri this[string protocol] => Gateway.Addresses[protocol == "Http2" ? 1 : 0];

    private static Actor Operator => Actor.Operator("test");

    private AccessModel Model => Gateway.State.Current.Access;

    public static async Task<StreamsEdge> StartAsync(string ours = "{}", Action<JsonObject>? change = null)
    {
        var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(upstream.Address);
        configuration["Kestrel"]!["Endpoints"]!["EdgeHttp2"] = JsonNode.Parse("""{ "Url": "http://127.0.0.1:0", "Protocols": "Http2" }""");
        configuration["ReverseProxy"]!["Routes"]!["engineers"] = JsonNode.Parse(
            """{ "ClusterId": "api", "Match": { "Path": "/engineers/{**rest}" }, "TokenGateway": { "Access": [ { "MinRole": "Engineers" } ] } }""");
        foreach (var (key, value) in JsonNode.Parse(ours)!.AsObject())
            configuration["TokenGateway"]![key] = value?.DeepClone();
        change?.Invoke(configuration);
        var edge = new StreamsEdge(upstream, configuration);
        edge.Gateway = await TestGateway.StartAsync(configuration, builder => builder.Services.AddSingleton<TimeProvider>(edge.Time));
        return edge;
    }

    public Task<IssuedToken> IssueAsync(string user = "alice", Func<IssueRequest, IssueRequest>? shape = null) =>
        Gateway.IssueAsync(user, "Engineers", shape);

    /// <summary>Opens a response and reads its first data.</summary>
    public async Task<OpenAnswer> OpenAsync(string protocol, string target, string? token)
    {
        using var request = Request(protocol, HttpMethod.Get, target, token);
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = new OpenAnswer(response, await response.Content.ReadAsStreamAsync());
        await answer.MovesAsync();
        return answer;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default) =>
        await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public HttpRequestMessage Request(string protocol, HttpMethod method, string target, string? token)
    {
        var request = new HttpRequestMessage(method, new Uri(this[protocol], target))
        {
            Version = protocol == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        return request;
    }

    public async Task<ClientWebSocket> ConnectAsync(string protocol, string target, string? token)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = protocol == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (token is not null)
            socket.Options.SetRequestHeader("X-API-Key", token);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false }, disposeHandler: false);
        await socket.ConnectAsync(new Uri($"ws://{this[protocol].Authority}{target}"), invoker, CancellationToken.None);
        return socket;
    }

    public async Task DeleteAsync(TokenId id) => (await Gateway.Tokens.DeleteAsync(Operator, id, CancellationToken.None)).Error.ShouldBeNull();

    public async Task DeactivateAsync(TokenId id) => (await Gateway.Tokens.DeactivateAsync(Operator, id, CancellationToken.None)).Error.ShouldBeNull();

    public async Task RotateAsync(TokenId id, TimeSpan overlap) =>
        (await Gateway.Tokens.RotateAsync(Operator, id, overlap, Model, CancellationToken.None)).Error.ShouldBeNull();

    public async Task EndOverlapAsync(TokenId id) => (await Gateway.Tokens.EndOverlapAsync(Operator, id, CancellationToken.None)).Error.ShouldBeNull();

    public async Task DisableAsync(UserId id) => (await Gateway.Users.SetDisabledAsync(Operator, id, true, Model, CancellationToken.None)).Error.ShouldBeNull();

    public async Task DeleteAsync(UserId id) => (await Gateway.Users.DeleteAsync(Operator, id, Model, CancellationToken.None)).Error.ShouldBeNull();

    public async Task SetRoleAsync(UserId id, string role) =>
        (await Gateway.Users.SetRolesAsync(Operator, id, [RoleName.Parse(role)], Model, CancellationToken.None)).Error.ShouldBeNull();

    public async Task SetRealmsAsync(UserId id, string realm) =>
        (await Gateway.Users.SetRealmsAsync(Operator, id, RealmSet.Of(Realm.Parse(realm)), Model, CancellationToken.None)).Error.ShouldBeNull();

    public async Task DeleteElsewhereAsync(TokenId id)
    {
        await using var other = new OtherProcess(Gateway);
        await other.DeleteAsync(id);
    }

    /// <summary>Writes the configuration and waits until it is active.</summary>
    public async Task ReloadAsync(Action<JsonObject> change)
    {
        var before = Gateway.State.Current.GenerationId;
        change(Configuration);
        await Gateway.RewriteAsync(Configuration);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Gateway.State.Current.GenerationId != before), "the new configuration is in force");
    }

    /// <summary>Replaces the gateway's section of a route.</summary>
    public Task ReloadAsync(string route, string block) =>
        ReloadAsync(configuration => configuration["ReverseProxy"]!["Routes"]![route]!["TokenGateway"] = JsonNode.Parse(block));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }
}
