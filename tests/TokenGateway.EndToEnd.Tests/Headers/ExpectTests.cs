using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.EndToEnd.Tests.Headers;

public sealed class ExpectTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    [Fact]
    public async Task A_client_that_waits_for_100_continue_gets_it_when_the_upstream_says_so()
    {
        edge.Upstream.Forget();
        edge.Upstream.Handler = async context =>
            await context.Response.WriteAsync(await new StreamReader(context.Request.Body).ReadToEndAsync());
        using var client = new TcpClient();
        await client.ConnectAsync(edge.Gateway.Edge.Host, edge.Gateway.Edge.Port);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
            RawRequest.Of("POST", "/orders/1", "X-API-Key: " + edge.Engineer, "Expect: 100-continue", "Content-Length: 4")));

        (await reader.ReadLineAsync(limit.Token)).ShouldBe("HTTP/1.1 100 Continue");
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes("body"));

        (await reader.ReadToEndAsync(limit.Token)).ShouldEndWith("body\r\n0\r\n\r\n");
        edge.Upstream.Last.Header("Expect").ShouldBe("100-continue");
    }

    [Fact]
    public async Task A_client_that_is_refused_is_not_told_to_continue()
    {
        var exchange = await edge.SendAsync("POST", "/orders/1", "Expect: 100-continue", "Content-Length: 4");

        exchange.Status.ShouldBe(401);
        exchange.Seen.ShouldBeEmpty();
    }
}
