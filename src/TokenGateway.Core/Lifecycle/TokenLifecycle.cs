using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Every rule about who may do what to which token. Whoever changes tokens goes through here: commands, API, portal
/// and dialects enforce nothing themselves.
/// </summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not answer; nothing has changed then.</remarks>
public sealed class TokenLifecycle(
    ITokenStore tokens, IUserStore users, ITokenValueFormat format, IChangeSink changes, TimeProvider time)
{
    /// <summary>Makes a token. The value is in the result and nowhere else.</summary>
    /// <exception cref="ArgumentException">
    /// The actor's credential was compiled for another configuration generation than <paramref name="model"/>: its
    /// permission sets count by other indexes and cannot be compared.
    /// </exception>
    public async ValueTask<LifecycleResult<IssuedToken>> IssueAsync(
        Actor actor, IssueRequest request, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(model);
        if (actor.Credential is { } credential && !ReferenceEquals(credential.Model, model))
            throw new ArgumentException("The credential belongs to another configuration generation.", nameof(model));
        var owner = model.FindDeclaredUser(request.Owner) ?? await users.GetAsync(request.Owner, cancellationToken);
        var now = time.GetUtcNow();
        if (IssueRules.Check(actor, request, owner, model, now, out var draft) is { } refusal)
            return refusal;

        string? value = null;
        var quota = new TokenQuota(model.Tokens.MaxPerUser, model.Tokens.MaxTotal, now);
        var added = await tokens.AddAsync(draft!, quota, Seal, cancellationToken);
        if (added.Outcome != TokenAdditionOutcome.Added)
            return LimitReached(added.Outcome, draft!, model.Tokens);
        changes.Apply(new Change(ChangeKind.TokenAdded, added.Token!.Id.ToString()));
        return new IssuedToken(added.Token, value!);

        SealedValue Seal(long id)
        {
            value = format.Create(id);
            return new SealedValue(TokenDigest.Of(value), format.Hint(value));
        }
    }

    /// <summary>Switches a token off; it is refused from now on, until switched on again.</summary>
    public ValueTask<LifecycleResult<Token>> DeactivateAsync(Actor actor, TokenId id, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, ChangeKind.TokenChanged, _ => null, () => tokens.SetActiveAsync(id, false, cancellationToken),
            token => token with { IsActive = false }, cancellationToken);

    /// <summary>Switches a token on again; an expired one stays refused and is not switched on.</summary>
    public ValueTask<LifecycleResult<Token>> ActivateAsync(Actor actor, TokenId id, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, ChangeKind.TokenAdded, RefuseExpired, () => tokens.SetActiveAsync(id, true, cancellationToken),
            token => token with { IsActive = true }, cancellationToken);

    /// <summary>Ends a token for ever. Always possible, also when limits are exceeded or tokens are switched off.</summary>
    public ValueTask<LifecycleResult<Token>> DeleteAsync(Actor actor, TokenId id, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        return ChangeAsync(actor, id, ChangeKind.TokenChanged, _ => null, () => tokens.DeleteAsync(id, at, cancellationToken),
            token => token with { DeletedAt = at }, cancellationToken);
    }

    private async ValueTask<LifecycleResult<Token>> ChangeAsync(
        Actor actor, TokenId id, ChangeKind kind, Func<Token, LifecycleError?> rule, Func<ValueTask<bool>> write,
        Func<Token, Token> after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (id.IsDeclared)
            return new LifecycleError(LifecycleErrorCode.DeclaredInFile, $"Token {id} is declared in the configuration file: change it there.");

        // Someone who may not manage the token learns nothing of it, not even that it exists.
        if (await tokens.GetAsync(id, cancellationToken) is not { DeletedAt: null } token || !actor.MayManage(token.Owner))
            return LifecycleError.TokenNotFound(id);
        if (rule(token) is { } refusal)
            return refusal;
        if (!await write())
            return LifecycleError.TokenNotFound(id);
        changes.Apply(new Change(kind, id.ToString()));

        // Not read again: a store that fails just now would make a change that has happened look as if it had not.
        return after(token);
    }

    private LifecycleError? RefuseExpired(Token token) =>
        token.StateAt(time.GetUtcNow()) == TokenState.Expired
            ? new LifecycleError(LifecycleErrorCode.TokenExpired, $"Token {token.Id} expired at {token.ExpiresAt:O}; an end cannot be moved. Make a new token.")
            : null;

    private static LifecycleError LimitReached(TokenAdditionOutcome outcome, Token draft, TokenOptions options) => outcome switch
    {
        TokenAdditionOutcome.OwnerQuotaReached => new(LifecycleErrorCode.LimitReached,
            $"{draft.Owner} has {options.MaxPerUser} live tokens, the most that Tokens:MaxPerUser allows. Delete one first."),
        TokenAdditionOutcome.RealmQuotaReached => new(LifecycleErrorCode.LimitReached,
            $"Realm {draft.Realm} has {options.MaxTotal} live tokens, the most that Tokens:MaxTotal allows. Delete one first."),
        _ => new(LifecycleErrorCode.InvalidValue, "This value is known already."),
    };
}
