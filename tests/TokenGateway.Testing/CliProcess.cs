using System.Diagnostics;

namespace TokenGateway.Testing;

/// <summary>Runs a command in a separate process, with a real exit code and environment.</summary>
public static class CliProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs without this process's own gateway variables, and with those of <paramref name="environment"/>.</summary>
    /// <param name="folder">The working directory.</param>
    public static Task<CliResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] args) =>
        RunAsync(folder, environment, input: null, args);

    /// <param name="input">The standard input; null to inherit that of this process.</param>
    public static async Task<CliResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string? input, string[] args)
    {
        using var process = Start(folder, environment, args, input is not null);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Deadline);
            return new CliResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static Process Start(string folder, IReadOnlyDictionary<string, string> environment, string[] args, bool hasInput)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "tokengateway.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = hasInput,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TOKENGATEWAY_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment.Remove("DOTNET_RUNNING_IN_CONTAINER");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
