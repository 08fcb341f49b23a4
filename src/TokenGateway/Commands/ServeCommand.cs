using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Configuration.Errors;
using TokenGateway.Logging;

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
        await using var app = Create(file);
        await app.StartAsync(cancellationToken);
        ReleaseStartupMemory();
        var log = new ServeLog(app.Services.GetRequiredService<ILoggerFactory>());
        log.Listening(app);
        await app.WaitForShutdownAsync(cancellationToken);
        log.Stopped();
        return ExitCodes.Done;
    }

    // What the configuration was read and compiled with: a gateway that waits for requests would keep it for hours.
    private static void ReleaseStartupMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    // The host fails at the first invalid part; this reports all of them.
    private static WebApplication Create(ConfigFile file)
    {
        try
        {
            return GatewayHost.Create(new GatewayHostOptions { ConfigFile = file });
        }
        catch (ConfigurationInvalidException)
        {
            OfflineGateway.LoadAsServed(file);
            throw;
        }
    }
}
