using System.Collections.Concurrent;
using System.Diagnostics;

namespace TokenGateway.Testing;

/// <summary>A process started by a test: collects its output lines and sends it signals by its id. Killed when disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();
    private readonly Task _read;
    private readonly Task<int> _exit;

    private ChildProcess(string program, IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _error));
        _exit = WaitForExitAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _exit.IsCompleted;

    public IReadOnlyList<string> Output => [.. _output];

    public IReadOnlyList<string> Error => [.. _error];

    /// <summary>Starts any program.</summary>
    public static ChildProcess Start(string program, params string[] arguments) => new(program, arguments);

    /// <summary>Starts the gateway's own command line.</summary>
    public static ChildProcess Gateway(params string[] arguments) => new("dotnet", [Beside("tokengateway.dll"), .. arguments]);

    /// <summary>Starts <c>TokenGateway.StoreChild</c>.</summary>
    public static ChildProcess Store(params string[] arguments) => new("dotnet", [Beside("storechild.dll"), .. arguments]);

    public static string Beside(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly);

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Signal("TERM");

    /// <param name="name">The name of the signal without SIG.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Sends SIGKILL.</summary>
    public void Kill()
    {
        if (!HasExited)
            _process.Kill();
    }

    public void Say(string line) => _process.StandardInput.WriteLine(line);

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for the exit and returns the exit code; all output lines have arrived by then.</summary>
    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        var code = await _exit.WaitAsync(within ?? Limit);
        await _read.WaitAsync(Limit);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _exit;
        await _read;
        _process.Dispose();
    }

    // Process is not thread-safe: HasExited records the exit before the exit code, and a concurrent reader gets 0, even for a killed
    // process. Therefore only this task reads it, once, and all callers await this task.
    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader from, ConcurrentQueue<string> into)
    {
        while (await from.ReadLineAsync() is { } line)
            into.Enqueue(line);
    }
}
