using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Bulk;

/// <summary>
/// Does what plans say, token by token, each through the lifecycle with its rules, its audit entry and its change. One that does
/// not work never stops the rest. When the gateway stops, the token in hand is finished and the others are reported as not tried.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkRunner(
    TokenLifecycle tokens, IUserStore users, IAccessModelSource models, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<BulkRunner> logger)
    : IHostedService, IDisposable
{
    /// <summary>Runs up to this size are done before the browser gets its answer.</summary>
    public const int MostAtOnce = 500;

    /// <summary>So many tokens in a row for which the store does not answer end a run: each of them waits for it.</summary>
    private const int MostOutages = 5;

    /// <summary>After so many tokens it is asked again who the actor is.</summary>
    private const int TokensBetweenChecks = 100;

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
        var work = Task.Run(() => RunAsync(run));
        _running[work] = true;
        _ = work.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        return run;
    }

    private async Task RunAsync(BulkRun run)
    {
        var stopping = lifetime.ApplicationStopping;
        var isLarge = run.Total > MostAtOnce;
        var reason = Text.Bulk_Stopped;
        try
        {
            if (isLarge)
                await _large.WaitAsync(stopping);
            try
            {
                reason = await RunAsync(run, stopping);
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
            run.Finish(reason);
            logger.BulkEnded(
                run.Plan.Action, run.Total, run.Actor.Name, run.CountOf(BulkOutcome.Done), run.CountOf(BulkOutcome.AlreadySo), run.CountOf(BulkOutcome.Refused),
                run.CountOf(BulkOutcome.Failed), run.CountOf(BulkOutcome.NotTried));
        }
    }

    // Why the rest was not tried.
    private async Task<string> RunAsync(BulkRun run, CancellationToken stopping)
    {
        var (actor, isCheckDue, outages) = ((Actor?)null, true, 0);
        for (var i = 0; i < run.Total; i++)
        {
            if (stopping.IsCancellationRequested)
                return Text.Bulk_Stopped;
            var id = run.Plan.Ids[i];
            try
            {
                // Stays due until the store has said so: without it nobody is known to have rights.
                isCheckDue |= i % TokensBetweenChecks == 0;
                if (isCheckDue)
                    actor = await AgainAsync(run.Actor);
                isCheckDue = false;
                if (actor is null)
                    return Text.Bulk_NoRights;
                run.Add(await ChangeAsync(run.Plan.Action, actor, id));
                outages = 0;
            }
            catch (StoreUnavailableException)
            {
                run.Add(new BulkResult(id, "", "", BulkOutcome.Failed, Text.Bulk_Store));
                if (++outages == MostOutages)
                    return Text.Bulk_Store;
            }
            // Of whatever kind: one token must not keep the others from being switched off.
            catch (Exception failure)
            {
                logger.BulkItemFailed(failure, run.Plan.Action, id.ToString());
                run.Add(new BulkResult(id, "", "", BulkOutcome.Failed, Text.Bulk_Internal));
            }
        }

        return "";
    }

    // With the rights of this moment, by the configuration in force; null: the user is gone or disabled.
    private async ValueTask<Actor?> AgainAsync(Actor actor)
    {
        var model = models.Current;
        return await users.FindAsync(actor.User!.Id, model, CancellationToken.None) is { IsDisabled: false } user && user.Number == actor.User.Number
            ? Actor.SignedIn(user, model, actor.Audit.Address, actor.Session, actor.SignedInAt) with { Reason = actor.Reason }
            : null;
    }

    // What has begun is finished: a change must not be in the store without a result.
    private async ValueTask<BulkResult> ChangeAsync(BulkAction action, Actor actor, TokenId id)
    {
        var found = await tokens.GetAsync(actor, id, CancellationToken.None);
        if (!found.Succeeded)
            return new BulkResult(id, "", "", BulkOutcome.Refused, found.Error.Message);
        var token = found.Value;
        if (IsAlready(action, token))
            return ResultOf(token, BulkOutcome.AlreadySo);
        var changed = action switch
        {
            BulkAction.Deactivate => await tokens.DeactivateAsync(actor, id, CancellationToken.None),
            BulkAction.Activate => await tokens.ActivateAsync(actor, id, actor.Model!, CancellationToken.None),
            _ => await tokens.DeleteAsync(actor, id, CancellationToken.None),
        };
        if (changed.Succeeded)
            return ResultOf(token, BulkOutcome.Done);

        // Somebody else was faster: what was asked for holds.
        return action == BulkAction.Delete && changed.Error.Code == RefusalCode.NotFound
            ? ResultOf(token, BulkOutcome.AlreadySo)
            : ResultOf(token, BulkOutcome.Refused, changed.Error.Message);
    }

    private bool IsAlready(BulkAction action, Token token) => (action, token.StateAt(time.GetUtcNow())) switch
    {
        (BulkAction.Delete, TokenState.Deleted) => true,
        (BulkAction.Activate, TokenState.Active) => true,
        (BulkAction.Deactivate, not TokenState.Deleted) => !token.IsActive,
        _ => false,
    };

    private static BulkResult ResultOf(Token token, BulkOutcome outcome, string reason = "") => new(token.Id, token.Name, token.Owner.Value, outcome, reason);
}
