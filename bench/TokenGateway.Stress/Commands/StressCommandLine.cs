using System.CommandLine;

namespace TokenGateway.Stress.Commands;

/// <summary>The command line: one command for each run, and <c>all</c>.</summary>
internal static class StressCommandLine
{
    private const int UsageError = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("See --help.");
        return UsageError;
    }

    private static RootCommand Create()
    {
        var common = new CommonOptions();
        var root = new RootCommand("""
            Stress figures of the whole process: starts the real gateway and an upstream, measures from outside, ends both.

            Progress goes to standard error, the tables to standard output. Everything stays on the loopback.
            Exit code: 0 every promise was kept, 1 one was broken or a run could not be made, 2 usage.

            Examples:
              dotnet run -c Release --project bench/TokenGateway.Stress -- all
              dotnet run -c Release --project bench/TokenGateway.Stress -- all --scale 0.01
              dotnet run -c Release --project bench/TokenGateway.Stress -- slow --sockets 2000
            """) { common.Scale, common.GatewayFolder };
        foreach (var command in new RunCommands(common).All())
            root.Add(command);
        root.Add(UpstreamCommand.Create());
        return root;
    }
}
