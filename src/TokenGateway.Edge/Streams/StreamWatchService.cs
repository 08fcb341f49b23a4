using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Streams;

/// <summary>Looks at every open stream ten times a second.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StreamWatchService(OpenStreams streams, StreamJudge judge, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Streams");
    private readonly List<OpenStream> _looking = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Look()
    {
        if (streams.Count == 0 || !Protection.StreamsEndWithToken.Holds())
            return;
        streams.CopyTo(_looking);
        foreach (var stream in _looking)
        {
            try
            {
                judge.Look(stream);
            }
            // Of whatever kind: one stream that cannot be judged must not keep the others from it, nor go on itself.
            catch (Exception failure)
            {
                _logger.StreamNotDecided(failure, stream.Route.Id);
                stream.EndAbruptly();
            }
        }

        _looking.Clear();
    }
}
