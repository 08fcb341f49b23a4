using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Streams;

/// <summary>Checks every open stream ten times a second; sleeps while there is none.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StreamWatchService(OpenStreams streams, StreamReauthorizer judge, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Streams");
    private readonly List<OpenStream> _looking = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await streams.WaitForOneAsync(stoppingToken);
                await WatchAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (streams.Count > 0 && await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (streams.Count == 0)
                return;

            // Without requests nothing else refreshes, and one refresh for all streams is cheaper than one each.
            await judge.RefreshAsync(stoppingToken);
            Look();
        }
    }

    private void Look()
    {
        if (!Protection.StreamsEndWithToken.IsEnabled())
            return;
        streams.CopyTo(_looking);
        foreach (var stream in _looking)
        {
            try
            {
                judge.Look(stream);
            }
            // Any exception: a stream that cannot be checked must end, and must not block the checks of others.
            catch (Exception failure)
            {
                _logger.StreamNotDecided(failure, stream.Route.Id);
                stream.EndAbruptly();
            }
        }

        _looking.Clear();
    }
}
