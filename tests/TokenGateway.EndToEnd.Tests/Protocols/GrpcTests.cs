using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>gRPC over cleartext HTTP/2 on both sides.</summary>
public sealed class GrpcTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        _gateway = await TestGateway.StartAsync(Configs.AnyToken(
            _upstream.Address, "Http2", """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));
        _token = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        _client = _gateway.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _deadline.Dispose();
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_unary_call_comes_back_with_its_trailers()
    {
        _upstream.Handler = async context =>
        {
            var asked = await GrpcMessages.ReadAsync(context.Request.Body, _deadline.Token);
            context.Response.ContentType = GrpcMessages.ContentType;
            await context.Response.Body.WriteAsync(GrpcMessages.Frame([.. asked!, 9]));
            context.Response.AppendTrailer("grpc-status", "0");
            context.Response.AppendTrailer("x-cost", "3");
        };

        using var response = await CallAsync("/shop.Orders/Get", new ByteArrayContent(GrpcMessages.Frame([1, 2])));

        var stream = await response.Content.ReadAsStreamAsync();
        (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBe(new byte[] { 1, 2, 9 });
        (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBeNull();
        response.Version.ShouldBe(HttpVersion.Version20);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(GrpcMessages.ContentType);
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
        response.TrailingHeaders.GetValues("x-cost").ShouldBe(["3"]);
        _upstream.Last.Header("TE").ShouldBe("trailers");
        _upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        _upstream.Last.Header("Authorization").ShouldBeNull();
    }

    [Fact]
    public async Task A_server_stream_arrives_message_by_message()
    {
        using var next = new SemaphoreSlim(1);
        _upstream.Handler = async context =>
        {
            context.Response.ContentType = GrpcMessages.ContentType;
            for (byte i = 0; i < 3; i++)
            {
                await next.WaitAsync(_deadline.Token);
                await context.Response.Body.WriteAsync(GrpcMessages.Frame([i]));
                await context.Response.Body.FlushAsync();
            }

            context.Response.AppendTrailer("grpc-status", "0");
        };

        using var response = await CallAsync("/shop.Orders/Watch", new ByteArrayContent(GrpcMessages.Frame([])));
        var stream = await response.Content.ReadAsStreamAsync();
        for (byte i = 0; i < 3; i++)
        {
            (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBe(new[] { i });
            next.Release();
        }

        (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBeNull();
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_duplex_stream_is_answered_while_the_request_is_still_open()
    {
        _upstream.Handler = async context =>
        {
            context.Response.ContentType = GrpcMessages.ContentType;
            while (await GrpcMessages.ReadAsync(context.Request.Body, _deadline.Token) is { } message)
            {
                await context.Response.Body.WriteAsync(GrpcMessages.Frame(message));
                await context.Response.Body.FlushAsync();
            }

            context.Response.AppendTrailer("grpc-status", "0");
        };
        using var content = new DuplexContent();

        var call = CallAsync("/shop.Orders/Talk", content);
        await content.SendAsync(GrpcMessages.Frame([1]), _deadline.Token);
        using var response = await call;
        var stream = await response.Content.ReadAsStreamAsync();
        (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBe(new byte[] { 1 });
        await content.SendAsync(GrpcMessages.Frame([2]), _deadline.Token);
        (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBe(new byte[] { 2 });
        content.Complete();

        (await GrpcMessages.ReadAsync(stream, _deadline.Token)).ShouldBeNull();
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task An_error_without_a_message_keeps_its_status()
    {
        _upstream.Handler = context =>
        {
            // "Trailers-Only": one block of headers that ends the stream.
            context.Response.ContentType = GrpcMessages.ContentType;
            context.Response.Headers["grpc-status"] = "5";
            context.Response.Headers["grpc-message"] = "no such order";
            return Task.CompletedTask;
        };

        using var response = await CallAsync("/shop.Orders/Get", new ByteArrayContent(GrpcMessages.Frame([1])));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("grpc-status").ShouldBe(["5"]);
        response.Headers.GetValues("grpc-message").ShouldBe(["no such order"]);
    }

    [Fact]
    public async Task A_call_without_a_right_token_is_refused_before_the_upstream()
    {
        using var call = GrpcMessages.Call(_gateway.Edge, "/shop.Orders/Get", new ByteArrayContent(GrpcMessages.Frame([1])), _token[..^1]);

        using var response = await _client.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, _deadline.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _upstream.Accepted.ShouldBe(0);
    }

    private async Task<HttpResponseMessage> CallAsync(string method, HttpContent content)
    {
        using var call = GrpcMessages.Call(_gateway.Edge, method, content, _token);
        return await _client.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, _deadline.Token);
    }
}
