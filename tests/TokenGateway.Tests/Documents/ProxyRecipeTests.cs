using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Tests.Documents;

/// <summary>nginx and HAProxy do with the configurations of <c>docs/recipes</c> what the pages say.</summary>
public sealed class ProxyRecipeTests
{
    private const string One = "127.0.0.5";
    private const string Other = "127.0.0.6";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Page, language, number of the configuration, and what upstreams are told of the client.</summary>
    public static TheoryData<string, string, int, string> Fronts => new()
    {
        { "nginx.md", "nginx", 0, $"{One}, 127.0.0.1" },
        { "haproxy.md", "haproxy", 0, $"{One}, 127.0.0.1" },
        { "haproxy.md", "haproxy", 1, One },
    };

    [Theory]
    [MemberData(nameof(Fronts))]
    public async Task Client_is_who_the_proxy_says(string page, string language, int nth, string forwardedFor)
    {
        await using var front = await RecipeFront.StartAsync(page, language, nth);
        var token = await front.IssueAsync(One);

        (await GetAsync(front, One, token)).ShouldBe(200);
        (await GetAsync(front, One, token, ("X-Forwarded-For", Other), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "evil.example.com"))).ShouldBe(200);
        front.Upstream.Last.Header("X-Forwarded-For").ShouldBe(forwardedFor);
        front.Upstream.Last.Header("X-Forwarded-Proto").ShouldBe("https");
        front.Upstream.Last.Header("X-Forwarded-Host").ShouldBe(RecipeFront.Host);
        (await GetAsync(front, Other, token, ("X-Forwarded-For", One))).ShouldBe(403);
    }

    [Fact]
    public async Task Nginx_keeps_the_host_for_the_upstream()
    {
        await using var front = await RecipeFront.StartAsync("nginx.md", "nginx", 0);

        (await GetAsync(front, One, await front.IssueAsync(One))).ShouldBe(200);

        front.Upstream.Last.Header("Host").ShouldBe(RecipeFront.Host);
    }

    [Theory]
    [MemberData(nameof(Fronts))]
    public async Task Sockets_pass(string page, string language, int nth, string forwardedFor)
    {
        await using var front = await RecipeFront.StartAsync(page, language, nth);
        front.Upstream.Handler = EchoAsync;
        using var client = new HttpMessageInvoker(RecipeFront.HandlerFrom(One));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {await front.IssueAsync(One)}");

        await socket.ConnectAsync(new UriBuilder("wss", "127.0.0.1", front.Address.Port).Uri, client, CancellationToken.None).WaitAsync(Limit);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Limit);

        Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe("hello");
        front.Upstream.Last.Header("X-Forwarded-For").ShouldBe(forwardedFor);
    }

    /// <summary>The upstream says the rest only when the client has had the beginning.</summary>
    [Theory]
    [MemberData(nameof(Fronts))]
    public async Task Streams_come_piece_by_piece(string page, string language, int nth, string forwardedFor)
    {
        await using var front = await RecipeFront.StartAsync(page, language, nth);
        var hasBegun = new TaskCompletionSource();
        front.Upstream.Handler = async context =>
        {
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("one");
            await context.Response.Body.FlushAsync();
            await hasBegun.Task.WaitAsync(Limit);
            await context.Response.WriteAsync(" two");
        };
        using var client = new HttpClient(RecipeFront.HandlerFrom(One));
        using var request = RequestOf(front, HttpMethod.Get, await front.IssueAsync(One));

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Limit);
        using var body = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var beginning = new char[3];
        await body.ReadBlockAsync(beginning).AsTask().WaitAsync(Limit);
        hasBegun.SetResult();

        new string(beginning).ShouldBe("one");
        (await body.ReadToEndAsync()).ShouldBe(" two");
        front.Upstream.Last.Header("X-Forwarded-For").ShouldBe(forwardedFor);
    }

    /// <summary>More than nginx takes by itself; the client sends the rest only when the upstream has had the beginning.</summary>
    [Theory]
    [MemberData(nameof(Fronts))]
    public async Task Uploads_pass_as_they_come(string page, string language, int nth, string forwardedFor)
    {
        await using var front = await RecipeFront.StartAsync(page, language, nth);
        var hasBegun = new TaskCompletionSource();
        front.Upstream.Handler = async context =>
        {
            var (length, buffer) = (0L, new byte[64 * 1024]);
            while (await context.Request.Body.ReadAsync(buffer) is > 0 and var read)
            {
                length += read;
                hasBegun.TrySetResult();
            }

            await context.Response.WriteAsync($"{length}");
        };
        using var client = new HttpClient(RecipeFront.HandlerFrom(One));
        using var request = RequestOf(front, HttpMethod.Post, await front.IssueAsync(One));
        request.Content = new WaitingContent(hasBegun.Task.WaitAsync(Limit));

        using var answer = await client.SendAsync(request).WaitAsync(Limit);

        (await answer.Content.ReadAsStringAsync()).ShouldBe($"{2 * WaitingContent.Half}");
        front.Upstream.Last.Header("X-Forwarded-For").ShouldBe(forwardedFor);
    }

    private static async Task<int> GetAsync(RecipeFront front, string from, string token, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(RecipeFront.HandlerFrom(from));
        using var request = RequestOf(front, HttpMethod.Get, token);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await client.SendAsync(request).WaitAsync(Limit);
        return (int)answer.StatusCode;
    }

    private static HttpRequestMessage RequestOf(RecipeFront front, HttpMethod method, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(front.Address, "/orders"));
        request.Headers.Host = RecipeFront.Host;
        request.Headers.Add("Authorization", $"Bearer {token}");
        return request;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } received)
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
    }

    private sealed class WaitingContent(Task hasBegun) : HttpContent
    {
        public const int Half = 1536 * 1024;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[Half]);
            await stream.FlushAsync();
            await hasBegun;
            await stream.WriteAsync(new byte[Half]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2 * Half;
            return true;
        }
    }
}
