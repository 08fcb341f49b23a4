using System.CommandLine;
using TokenGateway.Configuration;

namespace TokenGateway.Commands;

/// <summary><c>serve</c>: runs the gateway until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var command = new Command("serve", """
            Run the gateway.

            Examples:
              tokengateway serve
              tokengateway serve --config /etc/tokengateway/gateway.json
            """) { config };
        command.SetWork((parsed, cancellationToken) => ServeAsync(ConfigFile.Locate(parsed.GetValue(config)), cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(ConfigFile file, CancellationToken cancellationToken)
    {
        await using var app = GatewayHost.Create(new GatewayHostOptions { ConfigFile = file });
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }
}
