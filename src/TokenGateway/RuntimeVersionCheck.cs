using System.Diagnostics.CodeAnalysis;

namespace TokenGateway;

/// <summary>
/// Warns at startup if the runtime is older than the newest patch known at build time. 10.0.13 fixes four ASP.NET Core
/// advisories.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed partial class RuntimeVersionCheck(ILogger<RuntimeVersionCheck> logger) : IHostedService
{
    internal static readonly Version NewestKnown = new(10, 0, 13);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.Version < NewestKnown)
            OldRuntime(logger, Environment.Version, NewestKnown);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2000, LogLevel.Warning,
        "The .NET runtime is {Running}; {Newest} fixes known security vulnerabilities in ASP.NET Core. Update the runtime.", EventName = "OldRuntime")]
    private static partial void OldRuntime(ILogger logger, Version running, Version newest);
}
