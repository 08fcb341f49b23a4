using System.Diagnostics;

namespace TokenGateway.Testing.PostgreSql;

/// <summary>Runs the server's own programs. They refuse to run as root, in which case they run as Debian's user <c>postgres</c>.</summary>
internal static class PostgreSqlPrograms
{
    private const string User = "postgres";

    /// <summary>Whether this process is root, so that the files of a server must belong to another user.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>The command line of a program.</summary>
    public static string[] Command(string program, params string[] arguments) =>
        IsRoot ? ["setpriv", "--reuid", User, "--regid", User, "--init-groups", "--", Find(program), .. arguments] : [Find(program), .. arguments];

    /// <summary>Runs a program and waits for its exit.</summary>
    public static Task RunAsync(string program, params string[] arguments) => RunAsync(Command(program, arguments));

    /// <summary>Runs a command and waits for its exit.</summary>
    public static async Task RunAsync(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}: {await output}{await error}");
    }

    /// <summary>Creates a directory that the server may write to.</summary>
    public static string CreateFolder(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix).FullName;
        if (IsRoot)
        {
            using var process = Process.Start("chown", [$"{User}:{User}", folder]);
            process.WaitForExit();
        }

        return folder;
    }

    // Debian installs each version into a separate directory that is not in the PATH.
    private static string Find(string program)
    {
        const string Versions = "/usr/lib/postgresql";
        var found = !Directory.Exists(Versions) ? null
            : Directory.GetDirectories(Versions).Select(version => Path.Combine(version, "bin", program)).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault();
        return found ?? (File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program);
    }
}
