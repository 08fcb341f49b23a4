using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>
/// A mount that only some processes see, so that a folder is read-only or full for them: holds for root too, needs no
/// rights (a user namespace), and is gone with the processes.
/// </summary>
internal sealed class MountNamespace : IAsyncDisposable
{
    private readonly ChildProcess _holder;

    private MountNamespace(ChildProcess holder) => _holder = holder;

    /// <summary>The folder as it is, but nothing can be written.</summary>
    public static Task<MountNamespace> ReadOnlyAsync(string folder) =>
        StartAsync($"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'");

    /// <summary>An empty file system of this size over the folder.</summary>
    public static Task<MountNamespace> SmallAsync(string folder, int kilobytes) =>
        StartAsync($"mount -t tmpfs -o size={kilobytes}k tmpfs '{folder}'");

    /// <summary>A program that sees the mount.</summary>
    public ChildProcess Start(string program, params string[] arguments) => ChildProcess.Start(
        "nsenter", ["--preserve-credentials", "--user", "--mount", $"--target={_holder.Id}", "--", program, .. arguments]);

    /// <summary>The gateway's command line, in it.</summary>
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
