using System.Diagnostics;

namespace TokenGateway.Stress.Processes;

/// <summary>One of our programs as a process of its own. Ended by its id, whatever happened.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptOfOutput = 4096;

    private readonly Process _process;
    private readonly Task _draining;
    private string _tail = "";

    private ChildProcess(Process process)
    {
        _process = process;
        _draining = Task.WhenAll(DrainAsync(process.StandardOutput), DrainAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The end of what it wrote.</summary>
    public string Tail => Volatile.Read(ref _tail);

    /// <param name="dll">The program's assembly.</param>
    public static ChildProcess Start(string dll, params string[] args) => new(Process.Start(InfoOf(dll, args))!);

    /// <summary>Runs it to its end and gives its standard output.</summary>
    /// <exception cref="StressException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(string dll, string[] args, CancellationToken cancellationToken)
    {
        using var process = Process.Start(InfoOf(dll, args))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new StressException($"{Path.GetFileName(dll)} {args[0]} {args[1]} ended with {process.ExitCode}: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _draining;
        _process.Dispose();
    }

    private static ProcessStartInfo InfoOf(string dll, string[] args) => new("dotnet", [dll, .. args])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    // Read all the time, or a full pipe would change what is measured.
    private async Task DrainAsync(StreamReader output)
    {
        var buffer = new char[64 * 1024];
        int read;
        while ((read = await output.ReadAsync(buffer)) > 0)
        {
            var tail = _tail + buffer.AsSpan(Math.Max(0, read - KeptOfOutput), Math.Min(read, KeptOfOutput)).ToString();
            Volatile.Write(ref _tail, tail.Length <= KeptOfOutput ? tail : tail[^KeptOfOutput..]);
        }
    }
}
