using System.Diagnostics;

namespace TokenGateway.Testing.PostgreSql;

/// <summary>
/// A small file system over a directory, visible only to the processes started in it: it can be filled up without affecting anything
/// else, and disappears with them. For root, it uses a mount namespace; otherwise a user namespace with a user other than root,
/// because PostgreSQL refuses to run as root.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Ballast = "ballast";

    private readonly ChildProcess _holder;
    private readonly string _folder;

    private SmallDisk(ChildProcess holder, string folder) => (_holder, _folder) = (holder, folder);

    public static async Task<SmallDisk> MountAsync(string folder, int megabytes)
    {
        string[] whose = PostgreSqlPrograms.IsRoot ? ["--mount"] : ["--map-root-user", "--mount"];
        var holder = ChildProcess.Start("unshare", [.. whose, "sh", "-c", $"mount -t tmpfs -o size={megabytes}m,mode=1777 tmpfs '{folder}' && echo mounted && exec cat"]);
        await Eventually.BecomesTrueAsync(
            () => holder.HasExited
                ? throw new InvalidOperationException("These tests need unshare(1) and, without root, user namespaces: " + string.Join('\n', holder.Error))
                : Task.FromResult(holder.Output.Contains("mounted")),
            "the file system is mounted");
        return new SmallDisk(holder, folder);
    }

    /// <summary>The command line of a program that sees the file system.</summary>
    public string[] Within(params string[] command) => PostgreSqlPrograms.IsRoot
        ? ["nsenter", "--mount", $"--target={_holder.Id}", "--", .. command]
        : ["nsenter", "--preserve-credentials", "--user", "--mount", $"--target={_holder.Id}", "--", "unshare", "--user", "--map-user=1000", "--map-group=1000", "--", .. command];

    /// <summary>Fills it up completely.</summary>
    public Task FillAsync() => RunAsync("sh", "-c", $"dd if=/dev/zero of='{_folder}/{Ballast}' bs=64k 2>/dev/null; dd if=/dev/zero of='{_folder}/{Ballast}' oflag=append conv=notrunc bs=4k 2>/dev/null; true");

    public Task FreeAsync() => RunAsync("rm", "-f", Path.Combine(_folder, Ballast));

    public async ValueTask DisposeAsync() => await _holder.DisposeAsync();

    private async Task RunAsync(params string[] command)
    {
        var whole = Within(command);
        using var process = Process.Start(whole[0], whole[1..]);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}");
    }
}
