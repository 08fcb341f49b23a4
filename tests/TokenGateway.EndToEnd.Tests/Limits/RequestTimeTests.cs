using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>Timeouts for clients: a head that never ends, a body that trickles, an idle connection.</summary>
public sealed class RequestTimeTests
{
    [Fact]
    public async Task A_head_that_does_not_end_is_408_and_closed()
    {
        await using var edge = await LimitedEdge.StartAsync("""{ "RequestHeadersTimeout": "1s" }""");

        var answer = await edge.SendAsync("GET /open/ HTTP/1.1\r\nHost: gateway.test\r\nX-Slow: secret-in-the-head");

        answer.Status.ShouldBe(408);
        answer.Body.ShouldBeEmpty();
        edge.Upstream.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408_and_closed()
    {
        await using var edge = await LimitedEdge.StartAsync("""{ "MinRequestBodyDataRate": { "BytesPerSecond": 240, "GracePeriod": "2s" } }""");
        edge.Upstream.Handler = context => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);

        using var connection = await RawConnection.OpenAsync(edge.Gateway.Edge);

        await connection.SendAsync("POST /open/ HTTP/1.1\r\nHost: gateway.test\r\nContent-Length: 1000\r\n\r\nfirst");

        (await connection.ReadAsync()).Status.ShouldBe(408);
        (await connection.EndsAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off()
    {
        await using var edge = await LimitedEdge.StartAsync("""{ "MinResponseDataRate": { "BytesPerSecond": 10000000, "GracePeriod": "2s" } }""");
        var left = new TaskCompletionSource();
        edge.Upstream.Handler = async context =>
        {
            context.RequestAborted.Register(left.SetResult);
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Edge);

        await connection.SendAsync("GET /open/ HTTP/1.1\r\nHost: gateway.test\r\n\r\n");

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed()
    {
        await using var edge = await LimitedEdge.StartAsync("""{ "KeepAliveTimeout": "1s" }""");
        using var never = await RawConnection.OpenAsync(edge.Gateway.Edge);
        using var once = await RawConnection.OpenAsync(edge.Gateway.Edge);
        await once.SendAsync("GET /open/ HTTP/1.1\r\nHost: gateway.test\r\n\r\n");
        (await once.ReadAsync()).Status.ShouldBe(200);

        (await once.EndsAsync()).ShouldBeTrue();
        (await never.EndsAsync()).ShouldBeTrue();
    }
}
