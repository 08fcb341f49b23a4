using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Hosting.Stores;

namespace TokenGateway.Hosting.Changes;

/// <summary>Follows the store's changes while the process runs.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ChangeFollowerService(
    StoreAccess access, IChangeSink cache, Freshness freshness, VerifierOptions options, ChangeMetrics metrics, TokenVerifier verifier, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (access.Store.Changes is not { } feed)
            return Task.CompletedTask;
        metrics.Follow(freshness, verifier);
        return Follower(feed).RunAsync(stoppingToken);
    }

    private ChangeFollower Follower(IChangeFeed feed) => new(feed, cache, freshness, time)
    {
        Lost = failure => _logger.StoreLost(options.OutageGrace, failure.Message),
        Found = outage => _logger.StoreFound(outage),
    };
}
