using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>Events reach the client one by one: the upstream sends the next one only after the client has read the last.</summary>
public sealed class ServerSentEventsTests
{
    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task An_event_arrives_before_the_next_is_sent(string protocols)
    {
        using var next = new SemaphoreSlim(1);
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            for (var i = 0; i < 3; i++)
            {
                await next.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync($"data: {i}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, protocols));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events")
        {
            Version = protocols == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("X-API-Key", (await gateway.IssueAsync("alice", "Users")).Value);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(deadline.Token));
        for (var i = 0; i < 3; i++)
        {
            (await reader.ReadLineAsync(deadline.Token)).ShouldBe($"data: {i}");
            (await reader.ReadLineAsync(deadline.Token)).ShouldBe("");
            next.Release();
        }

        (await reader.ReadLineAsync(deadline.Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task Stream_is_open_before_the_first_event(string protocols)
    {
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, protocols));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open/events")
        {
            Version = protocols == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_stream_that_breaks_off_is_no_whole_one(string protocols)
    {
        await using var upstream = RawUpstream.Start(async (_, stream, _) =>
        {
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n");
            return false;
        });
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, protocols));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open/events")
        {
            Version = protocols == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        await Should.ThrowAsync<HttpRequestException>(async () => await client.SendAsync(request));
    }

    [LongFact]
    public async Task Two_minutes_of_silence_end_no_stream_whatever_the_client_accepts()
    {
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await Task.Delay(TimeSpan.FromMinutes(2), context.RequestAborted);
            await context.Response.WriteAsync("data: 2\n\n");
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var client = gateway.CreateClient();
        client.Timeout = TimeSpan.FromMinutes(3);

        (await client.GetStringAsync("/open/events")).ShouldBe("data: 1\n\ndata: 2\n\n");
    }

    [LongFact]
    public async Task What_a_client_accepts_gives_an_answer_that_is_no_stream_no_more_time()
    {
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            await context.Response.WriteAsync("half");
            await Task.Delay(TimeSpan.FromMinutes(3), context.RequestAborted);
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var client = gateway.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(150);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");

        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync("/open/events"));
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_upstreams_request()
    {
        var left = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            context.RequestAborted.Register(left.SetResult);
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await left.Task;
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var client = gateway.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", (await gateway.IssueAsync("alice", "Users")).Value);

        using (await client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead))
        {
            left.Task.IsCompleted.ShouldBeFalse();
        }

        await left.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
