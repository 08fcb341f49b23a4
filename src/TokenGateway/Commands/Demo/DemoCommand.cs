using System.CommandLine;
using System.Globalization;

namespace TokenGateway.Commands.Demo;

/// <summary><c>demo</c>: a sample upstream, the gateway in front of it, three users with tokens, and curl commands to paste.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var edge = Port("--edge-port", 8080, "The port for API traffic.");
        var management = Port("--management-port", 8081, "The port for management, health and readiness.");
        var data = new Option<string?>("--data") { Description = "The folder to store users and tokens in. Default: a temporary folder, deleted at the end.", HelpName = "DIR" };
        var command = new Command("demo", """
            Start a demo with a sample API and print curl commands to paste.

            Starts a sample API that knows nothing of tokens, the gateway in front of it, and three users with tokens.

            Examples:
              tokengateway demo
              tokengateway demo --edge-port 9090 --management-port 9091
            """) { edge, management, data };
        command.SetWork((parsed, cancellationToken) => DemoRun.RunAsync(
            new DemoOptions(parsed.GetValue(edge), parsed.GetValue(management), parsed.GetValue(data)),
            parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static Option<int> Port(string name, int usual, string description)
    {
        var option = new Option<int>(name) { Description = $"{description} 0: any free port.", DefaultValueFactory = _ => usual, HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 0 or > 65535))
                result.AddError($"{name}: a port is a number from 0 to 65535.");
        });
        return option;
    }
}
