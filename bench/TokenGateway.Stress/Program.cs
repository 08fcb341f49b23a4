using TokenGateway.Stress.Commands;

namespace TokenGateway.Stress;

/// <remarks>Spelled out, because top-level statements make a public <c>Program</c> that clashes with those of a project that references several.</remarks>
internal static class Program
{
    private static Task<int> Main(string[] args) => StressCommandLine.RunAsync(args);
}
