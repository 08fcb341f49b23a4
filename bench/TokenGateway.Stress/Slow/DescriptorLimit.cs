using System.Globalization;

namespace TokenGateway.Stress.Slow;

/// <summary>The limit of open files. .NET raises its soft limit to the hard one as it starts; only the hard one can be too low.</summary>
internal static class DescriptorLimit
{
    private const int Others = 500;

    /// <param name="sockets">The gateway's side: one of the client and one to the upstream for each.</param>
    /// <exception cref="StressException">It is too low, and how to raise it.</exception>
    public static void Ensure(int sockets)
    {
        var line = File.ReadLines("/proc/self/limits").First(one => one.StartsWith("Max open files", StringComparison.Ordinal));
        var hard = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        if (long.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit < sockets + Others)
            throw new StressException($"The limit of open files is {limit}, this run needs {sockets + Others}: raise it with `ulimit -Hn`, or ask for fewer with --sockets.");
    }
}
