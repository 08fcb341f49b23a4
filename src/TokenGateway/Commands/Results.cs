using System.CommandLine;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Commands;

/// <summary>Turns results of the lifecycle into output and an exit code.</summary>
internal static class Results
{
    public static int Report<T>(ParseResult parsed, LifecycleResult<T> result, Action<T> write)
        where T : class
    {
        if (result.Succeeded)
        {
            write(result.Value);
            return ExitCodes.Done;
        }

        parsed.InvocationConfiguration.Error.WriteLine($"{result.Error.Message} ({result.Error.Name})");
        return ExitCodes.Refused;
    }
}
