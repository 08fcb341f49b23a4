using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>HTTP/1.1 messages on the wire: interim responses, responses without a body, trailers.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private RawConnection _connection = null!;
    private string _head = "";

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        _connection = await RawConnection.OpenAsync(_gateway.Edge);
        _head = $"Host: gateway.example\r\nX-API-Key: {(await _gateway.IssueAsync("alice", "Users")).Value}\r\n";
    }

    public async Task DisposeAsync()
    {
        _connection.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_waits_for_100_gets_it_and_then_sends()
    {
        _upstream.Handler = context => context.Request.Body.CopyToAsync(context.Response.Body);

        await _connection.SendAsync($"POST /files HTTP/1.1\r\n{_head}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        (await _connection.ReadAsync()).Status.ShouldBe(100);
        await _connection.SendAsync("hello");

        (await _connection.ReadAsync()).Body.ShouldContain("hello");
        _upstream.Last.Header("Expect").ShouldBe("100-continue");
    }

    [Fact]
    public async Task A_refused_client_that_waits_for_100_gets_the_refusal_alone()
    {
        await _connection.SendAsync("POST /files HTTP/1.1\r\nHost: gateway.example\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");

        (await _connection.ReadAsync()).Status.ShouldBe(401);
        _upstream.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task HEAD_keeps_the_length_and_has_no_body()
    {
        _upstream.Handler = context =>
        {
            context.Response.ContentLength = 1234;
            return Task.CompletedTask;
        };

        await _connection.SendAsync($"HEAD /files HTTP/1.1\r\n{_head}\r\n");
        var answer = await _connection.ReadAsync(withBody: false);

        answer.Status.ShouldBe(200);
        answer.Head.ShouldContain("Content-Length: 1234\r\n");
        _upstream.Last.Method.ShouldBe("HEAD");
        await TheConnectionGoesOnAsync();
    }

    [Fact]
    public async Task A_refused_HEAD_has_the_headers_of_the_refusal_and_no_body()
    {
        await _connection.SendAsync("HEAD /files HTTP/1.1\r\nHost: gateway.example\r\n\r\n");
        var answer = await _connection.ReadAsync(withBody: false);

        answer.Status.ShouldBe(401);
        answer.Head.ShouldContain("Content-Type: application/problem+json\r\n");
        answer.Head.ShouldContain("WWW-Authenticate: Bearer");
        await TheConnectionGoesOnAsync();
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task An_answer_without_a_body_stays_one(int status)
    {
        _upstream.Handler = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.ETag = "\"7\"";
            return Task.CompletedTask;
        };

        await _connection.SendAsync($"GET /files HTTP/1.1\r\n{_head}\r\n");
        var answer = await _connection.ReadAsync();

        answer.Status.ShouldBe(status);
        answer.Head.ShouldContain("ETag: \"7\"\r\n");
        answer.Head.ShouldNotContain("Transfer-Encoding");
        await TheConnectionGoesOnAsync();
    }

    [Fact]
    public async Task A_chunked_request_stays_chunked()
    {
        _upstream.Handler = context => context.Request.Body.CopyToAsync(context.Response.Body);

        await _connection.SendAsync($"POST /files HTTP/1.1\r\n{_head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        (await _connection.ReadAsync()).Body.ShouldContain("abcde");
        _upstream.Last.Header("Transfer-Encoding").ShouldBe("chunked");
        _upstream.Last.Header("Content-Length").ShouldBeNull();
    }

    private async Task TheConnectionGoesOnAsync()
    {
        _upstream.Handler = context => context.Response.WriteAsync("next");
        await _connection.SendAsync($"GET /next HTTP/1.1\r\n{_head}\r\n");
        (await _connection.ReadAsync()).Body.ShouldContain("next");
    }
}
