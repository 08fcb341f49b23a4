using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The lists of tokens that an actor may see.</summary>
internal sealed class TokenLists(ITokenStore tokens, IUserStore users, IPermissionUseStore permissions)
{
    private readonly TokenSight _sight = new(users);
    private readonly PrivilegeReader _privileges = new(users, permissions);

    /// <inheritdoc cref="TokenLifecycle.ListAsync"/>
    public async ValueTask<LifecycleResult<IReadOnlyList<Token>>> ListAsync(
        Actor actor, TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        return filter.IsOverPrivileged
            ? throw new ArgumentException("Only a page can be filtered by over-privileged tokens.", nameof(filter))
            : await ListCandidatesAsync(actor, filter, after, limit, cancellationToken);
    }

    /// <inheritdoc cref="TokenLifecycle.ListPageAsync"/>
    public async ValueTask<LifecycleResult<TokenPage>> ListPageAsync(
        Actor actor, TokenFilter filter, TokenId? after, int limit, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var (items, reader) = (new List<Token>(), filter.IsOverPrivileged ? await _privileges.OpenAsync(model, filter.Now, cancellationToken) : null);
        var atOnce = reader is null ? limit + 1 : OverPrivileged.AtOnce;
        for (var examined = 0; examined < OverPrivileged.MostExamined; examined += atOnce)
        {
            var found = await ListCandidatesAsync(actor, filter, after, atOnce, cancellationToken);
            if (!found.Succeeded)
                return found.Error;
            foreach (var token in reader is null ? found.Value : await reader.OverPrivilegedAsync(found.Value, cancellationToken))
            {
                // One more than a page shows that another page follows.
                if (items.Count == limit)
                    return new TokenPage(items, items[^1].Id);
                items.Add(token);
            }

            if (found.Value.Count < atOnce)
                return new TokenPage(items, null);
            after = found.Value[^1].Id;
        }

        return new TokenPage(items, after);
    }

    /// <inheritdoc cref="TokenLifecycle.GetPrivilegesAsync"/>
    public async ValueTask<TokenPrivileges?> GetPrivilegesAsync(Token token, AccessModel model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Id.IsDeclared)
            return null;
        var reader = await _privileges.OpenAsync(model, now, cancellationToken);
        return (await reader.JudgeAsync([token], cancellationToken))[0];
    }

    // For over-privileged tokens, those that the store can narrow them down to.
    private async ValueTask<LifecycleResult<IReadOnlyList<Token>>> ListCandidatesAsync(
        Actor actor, TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken)
    {
        if (!actor.IsAdministrator)
        {
            if (await _sight.ListedAsync(actor, filter.Owner, cancellationToken) is not { } owner)
                return new LifecycleError(RefusalCode.Forbidden, $"{actor.Name} may not list {(filter.Owner is { } other ? $"the tokens of {other}" : "tokens")}.");
            filter = filter with { Owner = owner.Id, OwnerNumber = owner.IsDeclared ? null : owner.Number };
        }

        if (actor.Credential is { } credential)
        {
            if (filter.Realm is { } realm && CallerCeilingRules.CheckRealm(actor, realm) is { } foreign)
                return foreign;
            filter = filter with { Realm = credential.Token.Realm };
        }

        if (TokenSight.RefuseList(actor, ref filter) is { } refusal)
            return refusal;

        List<Token> page = [.. DeclaredTokens.After(after, filter, actor.Model).Take(limit)];
        if (page.Count < limit)
            page.AddRange(await tokens.ListAsync(filter, after is { IsDeclared: false } ? after : null, limit - page.Count, cancellationToken));
        return new LifecycleResult<IReadOnlyList<Token>>(page);
    }
}
