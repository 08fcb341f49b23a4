using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>SIGTERM to the real process with five hundred requests in flight: each gets its own complete response.</summary>
public sealed class SignalLoadTests : IAsyncLifetime
{
    private const int Requests = 500;

    private readonly TaskCompletionSource _release = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-signal-");
    private readonly ConcurrentDictionary<string, byte> _arrived = new();
    private TestUpstream _upstream = null!;
    private GatewayProcess _gateway = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _upstream.Handler = HandleAsync;
        _gateway = await GatewayProcess.StartAsync(_folder.FullName, Configs.AnyToken(_upstream.Address));
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true }) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public async Task DisposeAsync()
    {
        _release.TrySetResult();
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task All_requests_in_flight_end_with_their_own_answers_and_the_process_with_0()
    {
        var answers = Enumerable.Range(0, Requests).Select(AskAsync).ToList();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_gateway.Edge.Authority}/open/socket"), CancellationToken.None);
        using var events = await _client.GetAsync(new Uri(_gateway.Edge, "/open/events"), HttpCompletionOption.ResponseHeadersRead);
        using var stream = new StreamReader(await events.Content.ReadAsStreamAsync());
        (await stream.ReadLineAsync()).ShouldBe("data: 1");
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_arrived.Count == Requests + 2), "all are in flight", TimeSpan.FromSeconds(60));

        _gateway.Process.Terminate();
        await Eventually.BecomesTrueAsync(async () => !await _gateway.IsReadyAsync(), "readiness fails");
        foreach (var endpoint in new[] { _gateway.Edge, _gateway.EdgeH2, _gateway.Management })
            await Eventually.BecomesTrueAsync(() => GatewayProcess.IsRefusedAsync(endpoint), "new connections are refused");
        await EchoAsync(socket);
        _gateway.Process.HasExited.ShouldBeFalse();
        _release.SetResult();

        foreach (var (i, answer) in (await Task.WhenAll(answers)).Index())
            answer.ShouldBe(Expected(i));
        (await stream.ReadToEndAsync()).ShouldBe("\ndata: 2\n\n");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        (await _gateway.Process.ExitAsync()).ShouldBe(0);
        (_upstream.Seen.Count, _arrived.Count).ShouldBe((Requests + 2, Requests + 2));
    }

    [Fact]
    public async Task A_second_signal_takes_nothing_from_requests_in_flight()
    {
        var answer = AskAsync(0);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_arrived.Count == 1), "it is in flight");

        _gateway.Process.Terminate();
        await Eventually.BecomesTrueAsync(async () => !await _gateway.IsReadyAsync(), "readiness fails");
        _gateway.Process.Terminate();
        await Eventually.BecomesTrueAsync(() => GatewayProcess.IsRefusedAsync(_gateway.Edge), "new connections are refused");
        _gateway.Process.Terminate();
        _release.SetResult();

        (await answer).ShouldBe(Expected(0));
        (await _gateway.Process.ExitAsync()).ShouldBe(0);
    }

    /// <summary>The drain timeout, 30 s in the process and one second in this host; the long run tests the process.</summary>
    [Fact]
    public async Task A_request_that_never_ends_does_not_keep_the_host()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address), builder =>
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1)));
        using var client = gateway.CreateClient();
        var answer = client.PostAsync(new Uri("/open/2", UriKind.Relative), new ByteArrayContent(BodyOf(2)));
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_arrived.Count == 1), "it is in flight");

        await gateway.StopAsync();

        _release.Task.IsCompleted.ShouldBeFalse();
        await Should.ThrowAsync<HttpRequestException>(answer);
    }

    [LongFact]
    public async Task A_request_that_never_ends_does_not_keep_the_process()
    {
        // Not one that is still sending: a client notices a closed connection only when it reads.
        var answer = AskAsync(2);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_arrived.Count == 1), "it is in flight");

        _gateway.Process.Terminate();

        // 2 s of readiness grace, 30 s for requests in flight, 5 s to close; the rest is for slow machines.
        await _gateway.Process.ExitAsync(TimeSpan.FromSeconds(50));
        await Should.ThrowAsync<HttpRequestException>(answer);
    }

    // Half of them over HTTP/2; every tenth is still sending its body.
    private async Task<string> AskAsync(int i)
    {
        var isHttp2 = i % 2 == 1;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(isHttp2 ? _gateway.EdgeH2 : _gateway.Edge, $"/open/{i}"))
        {
            Version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = i % 10 < 2 ? new SlowContent(BodyOf(i), _release.Task) : new ByteArrayContent(BodyOf(i)),
        };
        using var answer = await _client.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static string Expected(int i) => $"200 /open/{i} {Convert.ToHexString(SHA256.HashData(BodyOf(i)))}";

    private static byte[] BodyOf(int i) => Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Repeat(i.ToString(CultureInfo.InvariantCulture), 500)));

    private static async Task EchoAsync(ClientWebSocket socket)
    {
        await socket.SendAsync("still there?"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[100];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var received = await socket.ReceiveAsync(buffer, limit.Token);
        Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe("still there?");
    }

    private Task HandleAsync(HttpContext context)
    {
        _arrived.TryAdd(context.Request.Path, 0).ShouldBeTrue();
        return context.Request.Path.Value switch
        {
            "/open/socket" => EchoSocketAsync(context),
            "/open/events" => SendEventsAsync(context),
            _ => AnswerAsync(context),
        };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var digest = SHA256.HashDataAsync(context.Request.Body);
        await _release.Task;
        await context.Response.WriteAsync($"{context.Request.Path} {Convert.ToHexString(await digest)}");
    }

    private async Task SendEventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: 1\n\n");
        await context.Response.Body.FlushAsync();
        await _release.Task;
        await context.Response.WriteAsync("data: 2\n\n");
    }

    private static async Task EchoSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, CancellationToken.None);
        }
    }
}
