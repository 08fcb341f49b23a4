using System.CommandLine;
using TokenGateway.Commands;

namespace TokenGateway.Testing;

/// <summary>Runs a command in this process and captures its output.</summary>
public static class Cli
{
    public static async Task<CliResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        var exitCode = await CommandLine.RunAsync(args, configuration);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
