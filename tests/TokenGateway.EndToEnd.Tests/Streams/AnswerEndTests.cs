using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Core.Lifecycle;
using TokenGateway.EndToEnd.Tests.Protocols;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>
/// Every response in progress is aborted when its token dies, whatever its kind, and the upstream notices: over HTTP/1.1 the connection
/// ends, over HTTP/2 only the stream.
/// </summary>
public sealed class AnswerEndTests
{
    private const int Cancel = 8;

    [Theory]
    [InlineData("Http1", "events")]
    [InlineData("Http2", "events")]
    [InlineData("Http1", "download")]
    [InlineData("Http2", "download")]
    public async Task An_answer_breaks_off_and_the_upstream_sees_it(string protocol, string kind)
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var answer = await edge.OpenAsync(protocol, $"/{kind}?id=a", token.Value);

        await edge.DeleteAsync(token.Token.Id);

        await answer.BreaksOffAsync();
        (await edge.Upstream.EndOfAsync("a")).ShouldBe("aborted");
    }

    [Fact]
    public async Task Over_HTTP2_only_that_stream_is_cancelled()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var (dying, living) = (await edge.IssueAsync(), await edge.IssueAsync("bob"));
        using var ended = await edge.OpenAsync("Http2", "/events?id=a", dying.Value);
        using var other = await edge.OpenAsync("Http2", "/events?id=b", living.Value);

        await edge.DeleteAsync(dying.Token.Id);

        (await ended.BreaksOffAsync()).ShouldBeOfType<HttpProtocolException>().ErrorCode.ShouldBe(Cancel);
        await other.GoesOnAsync();
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_request_that_waits_for_its_answer_breaks_off(string protocol)
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var request = edge.Request(protocol, HttpMethod.Get, "/poll?id=a", token.Value);
        var waiting = edge.SendAsync(request);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(edge.Upstream.HasBegun("a")), "the upstream has it");

        await edge.DeleteAsync(token.Token.Id);

        await Should.ThrowAsync<HttpRequestException>(() => waiting.WaitAsync(StreamsEdge.Bound));
        (await edge.Upstream.EndOfAsync("a")).ShouldBe("aborted");
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task An_upload_breaks_off(string protocol)
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var request = edge.Request(protocol, HttpMethod.Post, "/upload?id=a", token.Value);
        using var content = new DuplexContent();
        request.Content = content;
        var waiting = edge.SendAsync(request);
        using var deadline = new CancellationTokenSource(StreamsEdge.Bound);
        await content.SendAsync([1, 2, 3], deadline.Token);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(edge.Upstream.HasBegun("a")), "the upstream has it");

        await edge.DeleteAsync(token.Token.Id);

        (await edge.Upstream.EndOfAsync("a")).ShouldBe("aborted");
        content.Complete();
        await Should.ThrowAsync<HttpRequestException>(() => waiting.WaitAsync(StreamsEdge.Bound));
    }

    [Fact]
    public async Task A_duplex_call_of_gRPC_is_cancelled_on_both_sides()
    {
        var left = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        upstream.Handler = async context =>
        {
            using var watch = context.RequestAborted.Register(() => left.TrySetResult());
            context.Response.ContentType = GrpcMessages.ContentType;
            while (await GrpcMessages.ReadAsync(context.Request.Body, context.RequestAborted) is { } message)
            {
                await context.Response.Body.WriteAsync(GrpcMessages.Frame(message));
                await context.Response.Body.FlushAsync();
            }
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, "Http2", """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));
        var token = await gateway.IssueAsync("alice", "Engineers");
        using var client = gateway.CreateClient();
        using var content = new DuplexContent();
        using var call = GrpcMessages.Call(gateway.Edge, "/shop.Orders/Talk", content, token.Value);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var answering = client.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        await content.SendAsync(GrpcMessages.Frame([1]), deadline.Token);
        using var response = await answering;
        var stream = await response.Content.ReadAsStreamAsync();
        (await GrpcMessages.ReadAsync(stream, deadline.Token)).ShouldBe(new byte[] { 1 });

        await gateway.Tokens.DeleteAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None);

        (await Should.ThrowAsync<HttpProtocolException>(() => GrpcMessages.ReadAsync(stream, deadline.Token))).ErrorCode.ShouldBe(Cancel);
        await left.Task.WaitAsync(StreamsEdge.Bound);
    }
}
