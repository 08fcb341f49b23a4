using System.CommandLine;
using TokenGateway.Stress.Upstream;

namespace TokenGateway.Stress.Commands;

/// <summary><c>upstream</c>: what the runs start as the gateway's upstream. Ends with its standard input.</summary>
internal static class UpstreamCommand
{
    public static Command Create()
    {
        var http1 = new Argument<int>("HTTP1_PORT");
        var http2 = new Argument<int>("HTTP2_PORT");
        var command = new Command("upstream", "The upstream of the runs, which they start themselves.") { http1, http2 };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await UpstreamHost.RunAsync(parsed.GetValue(http1), parsed.GetValue(http2), cancellationToken);
            return 0;
        });
        return command;
    }
}
