using TokenGateway.Core.Auditing;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// The rules about who may do what to which token. Every change of tokens goes through here: commands, API, portal and
/// dialects enforce nothing themselves.
/// </summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond; nothing has changed then.</remarks>
public sealed class TokenLifecycle(
    ITokenStore tokens, IUserStore users, IPermissionUseStore permissions, ITokenValueFormat format, IChangeSink changes, TimeProvider time)
{
    /// <summary>The maximum time that a replaced secret still works.</summary>
    internal static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(7);

    private readonly TokenSight _sight = new(users);
    private readonly TokenLists _lists = new(tokens, users, permissions);

    /// <summary>A token that the actor may see; any other is not found.</summary>
    public async ValueTask<LifecycleResult<Token>> GetAsync(Actor actor, TokenId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = id.IsDeclared ? actor.Model?.DeclaredTokens.FirstOrDefault(one => one.Id == id) : await tokens.GetAsync(id, cancellationToken);
        if (found is { } token && await _sight.CanSeeAsync(actor, token, cancellationToken))
        {
            if (CreatorRules.MayOwner(actor, TokenOwnerRights.List, token.Realm) is { } refusal)
                return refusal;
            return token;
        }

        return LifecycleError.TokenNotFound(id);
    }

    /// <summary>
    /// The tokens that the actor may see; without the right for more, its own, or with <see cref="TokenFilter.Owner"/>
    /// those of a service account that it maintains: declared ones by name, then stored ones by ascending id. The operator,
    /// who has no generation, gets the stored ones.
    /// </summary>
    /// <exception cref="ArgumentException">The filter needs <see cref="ListPageAsync"/>.</exception>
    public ValueTask<LifecycleResult<IReadOnlyList<Token>>> ListAsync(
        Actor actor, TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        _lists.ListAsync(actor, filter, after, limit, cancellationToken);

    /// <summary>
    /// A page of the list, for any filter. Over-privileged tokens are determined here, among a limited number of tokens, so a page may
    /// have fewer items than <paramref name="limit"/>, even none, although another page follows.
    /// </summary>
    /// <param name="actor">The caller.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="after">The last token of the previous page; null: the first page.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="model">The current generation.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    public ValueTask<LifecycleResult<TokenPage>> ListPageAsync(
        Actor actor, TokenFilter filter, TokenId? after, int limit, AccessModel model, CancellationToken cancellationToken)
    {
        RequireSameGeneration(actor, model);
        return _lists.ListPageAsync(actor, filter, after, limit, model, cancellationToken);
    }

    /// <summary>The permissions that a token needed, for a caller that may see the token; null: nothing is recorded of declared tokens.</summary>
    public ValueTask<TokenPrivileges?> GetPrivilegesAsync(Token token, AccessModel model, CancellationToken cancellationToken) =>
        _lists.GetPrivilegesAsync(token, model, time.GetUtcNow(), cancellationToken);

    /// <summary>Creates a token. The value is in the result and nowhere else.</summary>
    /// <exception cref="ArgumentException">
    /// The actor's credential was compiled for another configuration generation than <paramref name="model"/>: its
    /// permission sets count by other indexes and cannot be compared.
    /// </exception>
    public async ValueTask<LifecycleResult<IssuedToken>> IssueAsync(
        Actor actor, IssueRequest request, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireSameGeneration(actor, model);
        var owner = await users.FindAsync(request.Owner, model, cancellationToken);
        var now = time.GetUtcNow();
        if ((IssueRules.Check(actor, request, owner, model, now, out var draft) ?? FreshSessionRule.Check(actor, draft!.Manages, now)) is { } refusal)
            return refusal;
        if (request.Digest is { } registered && ForeignValues.Check(registered, model) is { } unfit)
            return unfit;

        string? value = null;
        var values = request.Format ?? format;
        if (draft!.ExternalId is null)
            draft = draft with { ExternalId = values.CreateExternalId() };
        var options = model.TokensOf(draft.Realm);
        var quota = TokenQuota.Of(options, now);
        if (await AddAsync(draft, quota, SealNew, actor, owner, cancellationToken) is not { } added)
            return Bases.Changed;
        if (added.Outcome != TokenAdditionOutcome.Added)
            return AdditionRefusals.For(added.Outcome, draft, options);
        changes.Apply(new Change(ChangeKind.TokenAdded, added.Token!.Id.ToString()));
        return new IssuedToken(added.Token, value);

        SealedValue SealNew(long id) => request.Digest is { } digest
            ? ForeignValues.Seal(digest)
            : Seal(values, draft with { Id = TokenId.Stored(id) }, model.Vault, out value);
    }

    // Null: the owner or the actor changed during the decision.
    private async ValueTask<TokenAddition?> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Actor actor, User? owner, CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.AddAsync(
                draft, quota, seal, token => TokenAudit.Made(actor, AuditAction.TokenCreated, token), Bases.Of(actor, owner), cancellationToken);
        }
        catch (ChangedMeanwhileException)
        {
            return null;
        }
    }

    /// <summary>Deactivates a token; it is refused until it is activated again.</summary>
    public ValueTask<LifecycleResult<Token>> DeactivateAsync(Actor actor, TokenId id, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, ChangeKind.TokenChanged, token => CreatorRules.MayOwner(actor, TokenOwnerRights.Deactivate, token.Realm),
        token => token.IsActive ? tokens.SetActiveAsync(id, false, TokenAudit.Active(actor, id, token.IsActive, after: false), WriteBasis.None, cancellationToken) : Unchanged,
        token => token with { IsActive = false }, cancellationToken);

    /// <summary>
    /// Activates a token again; an expired one is not activated. An actor cannot reactivate a token with more rights than
    /// its own.
    /// </summary>
    public ValueTask<LifecycleResult<Token>> ActivateAsync(Actor actor, TokenId id, AccessModel model, CancellationToken cancellationToken)
    {
        RequireSameGeneration(actor, model);
        return ChangeAsync(
            actor, id, ChangeKind.TokenAdded,
            (token, _) => CreatorRules.MayOwner(actor, TokenOwnerRights.Deactivate, token.Realm) ?? RenewalRules.CheckExpired(token, time.GetUtcNow()) ?? RenewalRules.CheckLeaked(actor, token, administratorsMay: true) ?? CallerCeilingRules.Check(actor, token, model),
            (token, basis) => tokens.SetActiveAsync(id, true, TokenAudit.Active(actor, id, token.IsActive, after: true), basis, cancellationToken),
            token => token with { IsActive = true }, gives: model, cancellationToken);
    }

    /// <summary>Deletes a token permanently. Always allowed, even if limits are exceeded or tokens are disabled.</summary>
    public ValueTask<LifecycleResult<Token>> DeleteAsync(Actor actor, TokenId id, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        return ChangeAsync(
            actor, id, ChangeKind.TokenChanged, token => CreatorRules.MayOwner(actor, TokenOwnerRights.Delete, token.Realm),
            token => tokens.DeleteAsync(id, at, TokenAudit.Deleted(actor, token), cancellationToken),
            token => token with { DeletedAt = at }, cancellationToken);
    }

    /// <summary>The same, with a secret that the gateway creates.</summary>
    /// <exception cref="ArgumentException">As for <see cref="IssueAsync"/>.</exception>
    public ValueTask<LifecycleResult<IssuedToken>> RotateAsync(
        Actor actor, TokenId id, TimeSpan overlap, AccessModel model, CancellationToken cancellationToken) =>
        RotateAsync(actor, id, overlap, digest: null, model, cancellationToken);

    /// <summary>
    /// Gives a token a new secret under the same id. The current one still works for <paramref name="overlap"/> (zero to
    /// <see cref="MaxOverlap"/>, never past the token's expiry); an earlier overlap ends now. The recipient of a secret
    /// must be allowed to create the token, so the same rules apply.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="id">The id of the token.</param>
    /// <param name="overlap">How long the current secret still works.</param>
    /// <param name="digest">SHA-256 of a new secret that was created elsewhere; null: the gateway creates one.</param>
    /// <param name="model">The current generation.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    /// <exception cref="ArgumentException">As for <see cref="IssueAsync"/>.</exception>
    public async ValueTask<LifecycleResult<IssuedToken>> RotateAsync(
        Actor actor, TokenId id, TimeSpan overlap, TokenDigest? digest, AccessModel model, CancellationToken cancellationToken)
    {
        RequireSameGeneration(actor, model);
        var now = time.GetUtcNow();
        DateTimeOffset ends = default;
        string? value = null;
        Token? rotated = null;
        var changed = await ChangeAsync(
            actor, id, ChangeKind.TokenAdded,
            (token, owner) => RenewalRules.CheckRotation(actor, token, owner, overlap, model, now)
                ?? FreshSessionRule.Check(actor, token.Manages, now)
                ?? (digest is { } registered ? ForeignValues.Check(registered, model) : null),
            async (token, basis) =>
            {
                // A leaked secret gets no overlap.
                overlap = token.LeakedAt is null ? overlap : TimeSpan.Zero;
                ends = token.ExpiresAt is { } end && end - now < overlap ? end : now + overlap;
                var audit = TokenAudit.Rotated(actor, token, ends > now ? ends : null);
                rotated = await tokens.RotateAsync(id, now, ends, _ => digest is { } given ? ForeignValues.Seal(given) : Seal(format, token, model.Vault, out value), audit, basis, cancellationToken);
                return rotated is not null;
            },
            _ => rotated!, gives: model, cancellationToken);
        if (!changed.Succeeded)
            return changed.Error;
        return new IssuedToken(changed.Value, value);
    }

    /// <summary>Ends the overlap of the last rotation now; returns the token afterwards, even without an overlap.</summary>
    public ValueTask<LifecycleResult<Token>> EndOverlapAsync(Actor actor, TokenId id, CancellationToken cancellationToken) => ChangeAsync(
        actor, id, ChangeKind.TokenChanged, token => CreatorRules.MayOwner(actor, TokenOwnerRights.Rotate, token.Realm),
        async token =>
        {
            await tokens.EndOverlapAsync(id, time.GetUtcNow(), TokenAudit.OverlapEnded(actor, token), cancellationToken);
            return true;
        },
        token => token with { OverlapEndsAt = null }, cancellationToken);

    private ValueTask<LifecycleResult<Token>> ChangeAsync(
        Actor actor, TokenId id, ChangeKind kind, Func<Token, LifecycleError?> rule, Func<Token, ValueTask<bool>> write,
        Func<Token, Token> after, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, kind, (token, _) => rule(token), (token, _) => write(token), after, gives: null, cancellationToken);

    // Granting: the owner must have the token's realm, and the write is based on both; null: the change only revokes.
    private async ValueTask<LifecycleResult<Token>> ChangeAsync(
        Actor actor, TokenId id, ChangeKind kind, Func<Token, User?, LifecycleError?> rule, Func<Token, WriteBasis, ValueTask<bool>> write,
        Func<Token, Token> after, AccessModel? gives, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (id.IsDeclared)
            return new LifecycleError(RefusalCode.DeclaredInFile, $"Token {id} is declared in the configuration file: change it there.");

        // An actor who may not manage the token does not learn that it exists.
        if (await tokens.GetAsync(id, cancellationToken) is not { DeletedAt: null } token)
            return LifecycleError.TokenNotFound(id);

        // Read once: visibility, rule and write refer to the same owner.
        var owner = gives is not null || !actor.MayManage(token) ? await _sight.OwnerOfAsync(token, actor.Model ?? gives!, cancellationToken) : null;
        if (!TokenSight.CanSee(actor, token, owner))
            return LifecycleError.TokenNotFound(id);
        if (rule(token, owner) is { } refusal)
            return refusal;
        var basis = WriteBasis.None;
        if (gives is not null)
        {
            if (CheckOwner(actor, token, owner, gives) is { } gone)
                return gone;
            basis = Bases.Of(actor, owner) with { Subject = token };
        }

        try
        {
            if (!await write(token, basis))
                return LifecycleError.TokenNotFound(id);
        }
        catch (ChangedMeanwhileException)
        {
            return Bases.Changed;
        }
        catch (ValueKnownException)
        {
            return ForeignValues.Known;
        }

        changes.Apply(new Change(kind, id.ToString()));

        // Not read again: a store failure at this point would make a completed change appear undone.
        return after(token);
    }

    // Deactivating is never limited, so repeating it must leave no trace.
    private static ValueTask<bool> Unchanged => ValueTask.FromResult(true);

    // Only the operator may change a token without an owner.
    private static LifecycleError? CheckOwner(Actor actor, Token token, User? owner, AccessModel model) =>
        owner is not null ? CallerCeilingRules.CheckOwner(owner, token.Realm, model)
        : token.OwnerNumber == 0 && actor.IsOperator ? null
        : new(RefusalCode.UserNotFound, $"Token {token.Id} belongs to user {token.Owner}, who no longer exists. Delete it.");

    private static SealedValue Seal(ITokenValueFormat format, Token token, RecoverableSecrets? vault, out string value)
    {
        value = format.Create(token);
        return new SealedValue(TokenDigest.Of(value), format.Hint(value)) { Kept = vault?.Keep(token.Id, value) };
    }

    private static void RequireSameGeneration(Actor actor, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(model);
        if (actor.Model is { } actors && !ReferenceEquals(actors, model))
            throw new ArgumentException("The actor's rights belong to another configuration generation.", nameof(model));
    }
}
