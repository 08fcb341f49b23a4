using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Hosting;

/// <summary>
/// Erases the values that are kept once <c>Tokens:Recoverable</c> is off: at the start, when the file changes, and then
/// every minute, because a request that was under way at the change may still keep one. What cannot be erased now is tried
/// again.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class KeptValueErasure(IKeptValueStore kept, GatewayState state, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (AccessModel? Under, DateTimeOffset At) erased = default;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var model = state.Current.Access;
                var isDue = !ReferenceEquals(model, erased.Under) || time.GetUtcNow() - erased.At >= Again;
                if (model.Vault is null && isDue && await TryEraseAsync(stoppingToken))
                    erased = (model, time.GetUtcNow());
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process, also after a start that failed.
        }
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
            _logger.UpkeepPutOff(failure.Message);
            return false;
        }
    }
}
