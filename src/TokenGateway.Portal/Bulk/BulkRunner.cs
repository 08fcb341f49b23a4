using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Bulk;

namespace TokenGateway.Portal.Bulk;

/// <summary>
/// Does what plans say, in the background. When the gateway stops, the token in hand is finished and the others are reported as not tried.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkRunner(BulkWork work, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<BulkRunner> logger) : IHostedService, IDisposable
{
    /// <summary>Runs up to this size are done before the browser gets its answer.</summary>
    public const int MostAtOnce = 500;

    private readonly SemaphoreSlim _large = new(2);
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs end by the signal that the gateway stops, each after the token that it is at.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);

    public void Dispose() => _large.Dispose();

    /// <summary>Begins; the run goes on whether or not somebody waits for it.</summary>
    public BulkRun Start(BulkPlan plan, Actor actor)
    {
        var run = new BulkRun(plan, actor with { Reason = plan.Reason }, time.GetUtcNow());
        var running = Task.Run(() => RunAsync(run));
        _running[running] = true;
        _ = running.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        return run;
    }

    private async Task RunAsync(BulkRun run)
    {
        var stopping = lifetime.ApplicationStopping;
        var isLarge = run.Total > MostAtOnce;
        LifecycleError? whyNot = null;
        try
        {
            if (isLarge)
                await _large.WaitAsync(stopping);
            try
            {
                whyNot = await work.RunAsync(run.Plan.Action, run.Actor, run.Plan.Ids, run.Add, count: null, stopping);
            }
            finally
            {
                if (isLarge)
                    _large.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The rest is reported below.
        }
        finally
        {
            run.Finish(whyNot);
            logger.BulkEnded(
                run.Plan.Action, run.Total, run.Actor.Name, run.CountOf(BulkOutcome.Done), run.CountOf(BulkOutcome.AlreadySo), run.CountOf(BulkOutcome.Refused),
                run.CountOf(BulkOutcome.Failed), run.CountOf(BulkOutcome.NotTried));
        }
    }
}
