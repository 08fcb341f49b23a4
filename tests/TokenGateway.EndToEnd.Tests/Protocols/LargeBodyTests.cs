using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>
/// Bodies are streamed: in both directions, the first byte arrives before the last is sent. In the long run, 200 MB do not increase
/// memory use.
/// </summary>
public sealed class LargeBodyTests
{
    private static readonly int Blocks = LongRun.Count(400, 3200);
    private static readonly long Length = (long)Blocks * PatternContent.BlockSize;
    private const long MayGrow = 100_000_000;

    private readonly long _before = MemoryNow(collect: true);
    private long _most;

    [Theory]
    [InlineData("Http1", true)]
    [InlineData("Http1", false)]
    [InlineData("Http2", false)]
    public async Task Large_bodies_stream_both_ways(string protocols, bool saysItsLength)
    {
        var received = new TaskCompletionSource<long>();
        var (requestArrives, answerArrives) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await TestUpstream.StartAsync(Enum.Parse<HttpProtocols>(protocols));
        upstream.Handler = async context =>
        {
            received.SetResult(await PatternContent.ReadAsync(context.Request.Body, block => Watch(block, requestArrives)));
            if (saysItsLength)
                context.Response.ContentLength = Length;
            await PatternContent.WriteAsync(context.Response.Body, Blocks, answerArrives.Task);
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, protocols, protocols == "Http2" ? """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }""" : "{}"));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/files")
        {
            Version = protocols == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new PatternContent(Blocks, saysItsLength, requestArrives.Task),
        };
        request.Headers.Add("X-API-Key", (await gateway.IssueAsync("alice", "Users")).Value);

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var length = await PatternContent.ReadAsync(await response.Content.ReadAsStreamAsync(), block => Watch(block, answerArrives));

        length.ShouldBe(Length);
        (await received.Task).ShouldBe(Length);
        response.Content.Headers.ContentLength.ShouldBe(saysItsLength ? Length : null);
        upstream.Last.Header("Content-Length").ShouldBe(saysItsLength ? Length.ToString() : null);
        if (LongRun.IsOn)
            (_most - _before).ShouldBeLessThan(MayGrow);
    }

    private static long MemoryNow(bool collect) => GC.GetTotalMemory(collect);

    private void Watch(long block, TaskCompletionSource arrives)
    {
        arrives.TrySetResult();
        if (block % 100 == 0)
            _most = Math.Max(_most, MemoryNow(collect: false));
    }
}
