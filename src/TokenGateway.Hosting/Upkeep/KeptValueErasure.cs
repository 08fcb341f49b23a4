using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Edge.Model;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>
/// Erases stored token values once <c>Tokens:Recoverable</c> is off: at startup, when the file changes, and again a minute
/// later, because a request in progress at the change may still store one. Retries failures every minute.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class KeptValueErasure(IKeptValueStore kept, GatewayState state, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    /// <summary>The polling interval while work is left; no timer runs after that.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any request that stores a value.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private const int Passes = 2;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var swap = state.NextSwap;
                if (state.Current.Access.Vault is null)
                    await EraseUntilAsync(swap, stoppingToken);
                await swap.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping, possibly after a failed start.
        }
    }

    private async Task EraseUntilAsync(Task swap, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (left, dueAt) = (Passes, time.GetUtcNow());
        do
        {
            if (time.GetUtcNow() < dueAt)
                continue;
            if (await TryEraseAsync(stoppingToken) && --left == 0)
                return;
            dueAt = time.GetUtcNow() + Again;
        }
        while (!swap.IsCompleted && await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryEraseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await kept.EraseAllAsync(cancellationToken) is var count and > 0)
                _logger.KeptValuesErased(count);
            return true;
        }
        catch (StoreUnavailableException failure)
        {
            _logger.KeptValuesNotErased(failure.Message);
            return false;
        }
    }
}
