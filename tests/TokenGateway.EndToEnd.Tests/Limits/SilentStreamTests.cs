using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>An idle stream is not a slow one: no limit of the server ends a stream without traffic.</summary>
public sealed class SilentStreamTests
{
    private const string Impatient = """
        {
          "KeepAliveTimeout": "1s", "RequestHeadersTimeout": "1s",
          "MinRequestBodyDataRate": { "BytesPerSecond": 1000000, "GracePeriod": "2s" },
          "MinResponseDataRate": { "BytesPerSecond": 1000000, "GracePeriod": "2s" }
        }
        """;

    [Fact]
    public async Task Server_sent_events_may_be_silent()
    {
        await using var edge = await LimitedEdge.StartAsync(Impatient);
        using var speak = new SemaphoreSlim(0);
        edge.Upstream.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await speak.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("data: 2\n\n");
        };
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Edge);
        await connection.SendAsync("GET /open/ HTTP/1.1\r\nHost: gateway.test\r\nAccept: text/event-stream\r\n\r\n");

        await EveryTimeoutPassesAsync(edge);
        speak.Release();

        (await connection.ReadAsync()).Body.ShouldBe("data: 1\n\ndata: 2\n\n");
    }

    [Fact]
    public async Task A_socket_may_be_silent()
    {
        await using var edge = await LimitedEdge.StartAsync(Impatient);
        edge.Upstream.Handler = SocketRequests.AcceptAndEchoAsync;
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Edge);
        await connection.SendAsync(SocketRequests.Upgrade);
        (await connection.ReadAsync()).Status.ShouldBe(101);

        await EveryTimeoutPassesAsync(edge);

        await connection.SendAsync(SocketRequests.EmptyTextFrame);
        (await connection.ReadBytesAsync(2)).ShouldBe("\u0081\u0000");
    }

    [Fact]
    public async Task An_answer_that_begins_late_is_no_slow_request()
    {
        await using var edge = await LimitedEdge.StartAsync(Impatient);
        using var speak = new SemaphoreSlim(0);
        edge.Upstream.Handler = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await speak.WaitAsync(context.RequestAborted);
        };
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Edge);
        await connection.SendAsync("POST /open/ HTTP/1.1\r\nHost: gateway.test\r\nContent-Length: 2\r\n\r\nab");

        await EveryTimeoutPassesAsync(edge);
        speak.Release();

        (await connection.ReadAsync()).Status.ShouldBe(200);
    }

    // The server shows that the time is over: it closes idle connections that were opened later.
    private static async Task EveryTimeoutPassesAsync(LimitedEdge edge)
    {
        for (var i = 0; i < 3; i++)
        {
            using var held = await RawConnection.OpenAsync(edge.Gateway.Edge);
            (await held.EndsAsync()).ShouldBeTrue();
        }
    }
}
