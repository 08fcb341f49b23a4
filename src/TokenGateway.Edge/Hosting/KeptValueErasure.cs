using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Hosting;

/// <summary>
/// Erases the values that are kept once <c>Tokens:Recoverable</c> is off: at the start, when the file changes, and once more
/// a minute later, because a request that was under way at the change may still keep one. What cannot be erased is tried
/// again every minute.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class KeptValueErasure(IKeptValueStore kept, GatewayState state, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any request that keeps a value.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private const int Passes = 2;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (AccessModel? Under, int Left, DateTimeOffset DueAt) passes = default;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var model = state.Current.Access;
                if (!ReferenceEquals(model, passes.Under))
                    passes = (model, model.Vault is null ? Passes : 0, time.GetUtcNow());
                if (passes.Left == 0 || time.GetUtcNow() < passes.DueAt)
                    continue;
                if (await TryEraseAsync(stoppingToken))
                    passes.Left--;
                passes.DueAt = time.GetUtcNow() + Again;
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
            _logger.KeptValuesNotErased(failure.Message);
            return false;
        }
    }
}
