using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Imports tokens of another system, so that its clients keep their values. The rules are those of a new token, all or
/// none; a value that was once known here is never accepted again.
/// </summary>
/// <remarks>
/// Throws <see cref="StoreUnavailableException"/> when the store does not respond and
/// <see cref="ChangedMeanwhileException"/> when an owner or the actor changed during the decision; nothing has changed
/// then.
/// </remarks>
public sealed class TokenImporter(ITokenStore tokens, IUserStore users, IChangeSink changes, TimeProvider time)
{
    private const int Attempts = 3;

    /// <param name="isDryRun">Only checks, and stores nothing.</param>
    public async ValueTask<ImportResult> ImportAsync(
        Actor actor, IReadOnlyList<ImportRequest> requests, bool isDryRun, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(model);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryImportAsync(actor, requests, isDryRun, model, cancellationToken);
            }
            catch (ChangedMeanwhileException) when (attempt < Attempts)
            {
                // Decides again, with the current state.
            }
        }
    }

    private async ValueTask<ImportResult> TryImportAsync(
        Actor actor, IReadOnlyList<ImportRequest> requests, bool isDryRun, AccessModel model, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (imports, refusals, owners) = await CheckAsync(actor, requests, model, now, cancellationToken);

        // Also checks the accepted ones when others are refused, to report all errors at once.
        var result = await tokens.ImportAsync(
            [.. imports.Select(one => one.Import)], isDryRun || refusals.Count > 0,
            token => TokenAudit.Made(actor, AuditAction.TokenImported, token), Bases.Of(actor, [.. owners]), cancellationToken);
        foreach (var (at, outcome) in result.Refusals)
            refusals[imports[at].Place] = AdditionRefusals.For(outcome, imports[at].Import.Draft, model.TokensOf(imports[at].Import.Draft.Realm));
        foreach (var token in result.Tokens)
            changes.Apply(new Change(ChangeKind.TokenAdded, token.Id.ToString()));
        return new ImportResult(result.Tokens, [.. refusals]);
    }

    private async ValueTask<(List<(int Place, TokenImport Import)> Imports, SortedDictionary<int, LifecycleError> Refusals, IReadOnlyList<User?> Owners)> CheckAsync(
        Actor actor, IReadOnlyList<ImportRequest> requests, AccessModel model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (imports, refusals, owners) = (new List<(int, TokenImport)>(), new SortedDictionary<int, LifecycleError>(), new Dictionary<UserId, User?>());
        for (var i = 0; i < requests.Count; i++)
        {
            var (request, digest, hint) = requests[i];
            if (!owners.TryGetValue(request.Owner, out var owner))
                owners[request.Owner] = owner = await users.FindAsync(request.Owner, model, cancellationToken);
            if (IssueRules.Check(actor, request, owner, model, now, out var draft) is { } refusal)
                refusals.Add(i, refusal);
            else if (ForeignValues.Check(digest, model) is { } unfit)
                refusals.Add(i, unfit);
            else
                imports.Add((i, new TokenImport(draft! with { Hint = hint }, ForeignValues.Seal(digest, hint), TokenQuota.Of(model.TokensOf(draft.Realm), now))));
        }

        // A missing owner has no accepted import, and so is not part of the basis.
        return (imports, refusals, [.. owners.Values]);
    }
}
