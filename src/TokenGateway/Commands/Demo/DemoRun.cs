using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TokenGateway.Commands.Demo;

/// <summary>The demo from start to end: folder, upstream, gateway, users, output.</summary>
internal static class DemoRun
{
    public static async Task<int> RunAsync(DemoOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        RefuseBusyPort(options.EdgePort, "--edge-port");
        RefuseBusyPort(options.ManagementPort, "--management-port");
        using var folder = DemoFolder.Open(options.DataFolder);
        await using var upstream = LegacyApi.LegacyApiHost.Create(["--urls", "http://127.0.0.1:0"]);
        await upstream.StartAsync(cancellationToken);
        var file = await DemoConfig.WriteAsync(folder.Path, AddressOf(upstream, 0), options, cancellationToken);
        await using var app = GatewayHost.Create(new GatewayHostOptions { ConfigFile = file, ReadableLogs = true, MakesUsersItself = true });
        await app.StartAsync(cancellationToken);
        var people = await DemoPeople.CreateAsync(app.Services, cancellationToken);
        await output.WriteAsync(DemoText.For(AddressOf(app, 0), AddressOf(app, 1), folder, people));
        await output.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        await upstream.StopAsync(CancellationToken.None);
        return ExitCodes.Done;
    }

    // Checked before anything starts, so that the error is one line that names the option instead of a stack trace.
    private static void RefuseBusyPort(int port, string option)
    {
        try
        {
            using var probe = new TcpListener(System.Net.IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new UsageException($"No permission to listen on port {port}. Choose a port above 1023 with {option}, for example {option} {port + 8000}.", refused);
        }
        catch (SocketException busy)
        {
            throw new UsageException($"Port {port} is in use. Choose another with {option}, for example {option} {port + 1000}.", busy);
        }
    }

    private static string AddressOf(WebApplication app, int index) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index);
}
