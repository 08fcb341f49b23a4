using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Timing;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>SIGTERM: first readiness fails, then the listeners close, and requests in flight complete.</summary>
public sealed class ShutdownTests
{
    private const string Ready = "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private const string Open = "GET /open/quick HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Fact]
    public async Task Readiness_fails_first_and_requests_in_flight_finish()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            if (context.Request.Path == "/open/slow")
            {
                started.SetResult();
                await finish.Task;
            }

            await context.Response.WriteAsync("done");
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address), builder => builder.Services.AddSingleton<GatewayTimings>());
        using var probe = await RawConnection.OpenAsync(gateway.Management);
        using var client = gateway.CreateClient();
        await probe.SendAsync(Ready);
        (await probe.ReadAsync()).Status.ShouldBe(200);
        var slow = client.GetStringAsync("/open/slow");
        await started.Task;

        var stopped = gateway.StopAsync();

        await probe.SendAsync(Ready);
        (await probe.ReadAsync()).Status.ShouldBe(503);
        using var late = await RawConnection.OpenAsync(gateway.Edge);
        await late.SendAsync(Open);
        (await late.ReadAsync()).Status.ShouldBe(200);
        await Eventually.BecomesTrueAsync(() => IsClosedAsync(gateway.Edge), "the listener closes");
        stopped.IsCompleted.ShouldBeFalse();
        finish.SetResult();
        (await slow).ShouldBe("done");
        await stopped;
    }

    [Fact]
    public async Task Requests_in_flight_have_thirty_seconds()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));

        gateway.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    private static async Task<bool> IsClosedAsync(Uri server)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(server.Host, server.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
