using System.Globalization;

namespace TokenGateway.Stress.Processes;

/// <summary>What the kernel tells of a process (Linux, <c>proc(5)</c>).</summary>
/// <param name="Resident">Bytes of memory that are its own now (<c>VmRSS</c>).</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Descriptors">Its open files and sockets.</param>
internal readonly record struct ProcessFigures(long Resident, int Threads, int Descriptors)
{
    public static ProcessFigures Of(int processId)
    {
        long resident = 0;
        var threads = 0;
        foreach (var line in File.ReadLines($"/proc/{processId}/status"))
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                resident = NumberOf(line) * 1024;
            else if (line.StartsWith("Threads:", StringComparison.Ordinal))
                threads = (int)NumberOf(line);
        }

        return new ProcessFigures(resident, threads, Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count());
    }

    private static long NumberOf(string line) =>
        long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
