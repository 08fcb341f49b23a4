using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>Trailers towards a client that speaks HTTP/1.1: the server has none there, the body must not suffer.</summary>
public sealed class TrailerTests
{
    [Fact]
    public async Task A_body_with_trailers_is_complete_without_them_over_http1()
    {
        await using var upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        upstream.Handler = async context =>
        {
            await context.Response.WriteAsync("abc");
            context.Response.AppendTrailer("X-Sum", "6");
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, clusterRequest: """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));
        using var connection = await RawConnection.OpenAsync(gateway.Edge);

        await connection.SendAsync($"GET /open/ HTTP/1.1\r\nHost: gateway.example\r\nTE: trailers\r\n\r\n");
        var answer = await connection.ReadAsync();

        answer.Status.ShouldBe(200);
        answer.Head.ShouldContain("Transfer-Encoding: chunked\r\n");
        answer.Body.ShouldBe("abc");
    }
}
