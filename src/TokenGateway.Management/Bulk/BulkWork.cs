using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Bulk;

/// <summary>
/// Applies one action to many tokens, each through the lifecycle with its rules, audit entry and change. A failure never
/// stops the rest.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkWork(TokenLifecycle tokens, BulkActors actors, TimeProvider time, ILogger<BulkWork> logger)
{
    /// <summary>After this many consecutive tokens with an unavailable store the work stops: each of them waits for it.</summary>
    private const int MostOutages = 5;

    /// <summary>The actor is checked again after this many tokens.</summary>
    private const int TokensBetweenChecks = 100;

    private static readonly LifecycleError StoreFails = new(RefusalCode.StoreUnavailable, "The store did not answer; nothing was changed. Try again.");

    private static readonly LifecycleError Fails = new(RefusalCode.InternalError, "An internal error; see the log.");

    private static readonly LifecycleError RightsGone = new(RefusalCode.Forbidden, "Who started this lost the rights for it.");

    /// <param name="action">The action.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="ids">The tokens, in this order.</param>
    /// <param name="add">Receives each result in order.</param>
    /// <param name="count">Called after each token that the actor may not see or that does not exist; an error ends the run. Null: not called.</param>
    /// <param name="stopping">Stops after the current token.</param>
    /// <returns>Why the remaining tokens were not tried; null: none remain, or it was stopped.</returns>
    public async Task<LifecycleError?> RunAsync(
        BulkAction action, Actor actor, IReadOnlyList<TokenId> ids, Action<BulkResult> add, Func<LifecycleError?>? count, CancellationToken stopping)
    {
        var (current, isCheckDue, outages) = ((Actor?)null, true, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            if (stopping.IsCancellationRequested)
                return null;
            try
            {
                // Stays due until the store responds: without a check, the actor has no known rights.
                isCheckDue |= i % TokensBetweenChecks == 0;
                if (isCheckDue)
                    current = await actors.AgainAsync(actor);
                isCheckDue = false;
                if (current is null)
                    return RightsGone;
                var result = await ChangeAsync(action, current, ids[i]);
                add(result);
                outages = 0;
                if (IsUnseen(result) && count?.Invoke() is { } over)
                    return over;
            }
            catch (StoreUnavailableException)
            {
                add(new BulkResult(ids[i], "", "", BulkOutcome.Failed, StoreFails));
                if (++outages == MostOutages)
                    return StoreFails;
            }
            // Any exception: one token must not prevent the others from being deactivated.
            catch (Exception failure)
            {
                logger.BulkItemFailed(failure, action, ids[i].ToString());
                add(new BulkResult(ids[i], "", "", BulkOutcome.Failed, Fails));
            }
        }

        return null;
    }

    /// <summary>
    /// The state of a token before the work, without changes: already in that state, refused because it is not visible, or
    /// not tried.
    /// </summary>
    public async ValueTask<BulkResult> LookAsync(BulkAction action, Actor actor, TokenId id, CancellationToken cancellationToken)
    {
        var found = await tokens.GetAsync(actor, id, cancellationToken);
        return found.Succeeded ? Look(action, found.Value) : new BulkResult(id, "", "", BulkOutcome.Refused, found.Error);
    }

    /// <summary>Whether the actor may not see the token, or it is not there.</summary>
    public static bool IsUnseen(BulkResult result) => result is { Owner: "", Error.Code: RefusalCode.NotFound };

    /// <summary>The same for a token that the actor may see.</summary>
    public BulkResult Look(BulkAction action, Token token) => ResultOf(token, IsAlready(action, token) ? BulkOutcome.AlreadySo : BulkOutcome.NotTried);

    private bool IsAlready(BulkAction action, Token token) => (action, token.StateAt(time.GetUtcNow())) switch
    {
        (BulkAction.Delete, TokenState.Deleted) => true,
        (BulkAction.Activate, TokenState.Active) => true,
        (BulkAction.Deactivate, not TokenState.Deleted) => !token.IsActive,
        _ => false,
    };

    // Not cancelled once begun: a change must not be in the store without a result.
    private async ValueTask<BulkResult> ChangeAsync(BulkAction action, Actor actor, TokenId id)
    {
        var found = await tokens.GetAsync(actor, id, CancellationToken.None);
        if (!found.Succeeded)
            return new BulkResult(id, "", "", BulkOutcome.Refused, found.Error);
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

        // Deleted concurrently: the requested state holds.
        return action == BulkAction.Delete && changed.Error.Code == RefusalCode.NotFound
            ? ResultOf(token, BulkOutcome.AlreadySo)
            : ResultOf(token, BulkOutcome.Refused, changed.Error);
    }

    private static BulkResult ResultOf(Token token, BulkOutcome outcome, LifecycleError? error = null) => new(token.Id, token.Name, token.Owner.Value, outcome, error);
}
