using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>
/// A mount visible only to some processes that makes a directory read-only or full for them. Works for root too, requires no
/// privileges (a user namespace), and disappears with the processes.
/// </summary>
internal sealed class MountNamespace : IAsyncDisposable
{
    private readonly ChildProcess _holder;

    private MountNamespace(ChildProcess holder) => _holder = holder;

    /// <summary>Mounts the directory with its content, read-only.</summary>
    public static Task<MountNamespace> ReadOnlyAsync(string folder) =>
        StartAsync($"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'");

    /// <summary>Mounts an empty file system of this size over the directory.</summary>
    public static Task<MountNamespace> SmallAsync(string folder, int kilobytes) =>
        StartAsync($"mount -t tmpfs -o size={kilobytes}k tmpfs '{folder}'");

    /// <summary>Starts a program that sees the mount.</summary>
    public ChildProcess Start(string program, params string[] arguments) => ChildProcess.Start(
        "nsenter", ["--preserve-credentials", "--user", "--mount", $"--target={_holder.Id}", "--", program, .. arguments]);

    /// <summary>Starts the gateway's command line with the mount.</summary>
    public ChildProcess Gateway(params string[] arguments) => Start("dotnet", [ChildProcess.Beside("tokengateway.dll"), .. arguments]);

    public async Task<CliResult> CliAsync(params string[] arguments)
    {
        await using var process = Gateway(arguments);
        var code = await process.ExitAsync();
        return new CliResult(code, string.Join('\n', process.Output), string.Join('\n', process.Error));
    }

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private static async Task<MountNamespace> StartAsync(string mount)
    {
        var holder = ChildProcess.Start("unshare", "--map-root-user", "--mount", "sh", "-c", $"{mount} && echo mounted && exec cat");
        await Eventually.BecomesTrueAsync(
            () => holder.HasExited
                ? throw new InvalidOperationException("These tests need unshare(1) and user namespaces: " + string.Join('\n', holder.Error))
                : Task.FromResult(holder.Output.Contains("mounted")),
            "the file system is mounted");
        return new MountNamespace(holder);
    }
}
