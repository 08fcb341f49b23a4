using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Bulk;

namespace TokenGateway.Portal.Bulk;

/// <summary>
/// Runs plans in the background. When the gateway stops, the current token is finished and the others are reported as not
/// tried.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkRunner(BulkWork work, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<BulkRunner> logger) : IHostedService, IDisposable
{
    /// <summary>Runs up to this size complete before the response.</summary>
    public const int MostAtOnce = 500;

    private readonly SemaphoreSlim _large = new(2);
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The stop signal ends runs, each after its current token.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);

    public void Dispose() => _large.Dispose();

    /// <summary>Starts a run, which continues whether or not a caller waits for it.</summary>
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
            // The remaining tokens are reported below.
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
