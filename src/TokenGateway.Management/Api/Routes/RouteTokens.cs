using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Api.Routes;

/// <summary>
/// Finds the tokens that can reach a route by evaluating its decision for each token: effective rights combine token and
/// owner, and are stored in no column. Reads tokens and owners in batches.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RouteTokens(TokenLifecycle tokens, IUserStore users, IGatewayRoutes routes, TimeProvider time)
{
    /// <summary>The maximum number examined for one page, which bounds the call's duration if hardly any token may use the route.</summary>
    public const int MostLookedAt = 10_000;

    private const int AtOnce = 1_000;

    /// <param name="actor">The caller; must manage everyone's tokens.</param>
    /// <param name="route">The route's id.</param>
    /// <param name="method">A method.</param>
    /// <param name="role">Only tokens with this role; null: any.</param>
    /// <param name="after">Only tokens after this one; null: from the first.</param>
    /// <param name="limit">The maximum number.</param>
    /// <param name="model">The current generation.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public async ValueTask<LifecycleResult<RouteTokenPage>> ListAsync(
        Actor actor, string route, string method, RoleName? role, TokenId? after, int limit, AccessModel model, CancellationToken cancellationToken)
    {
        if (ManagementRules.MayManageTokens(actor) is { } refusal)
            return refusal;
        if (routes.GateOf(route, method) is not { } gate)
            return new LifecycleError(RefusalCode.NotFound, "No such route.");
        var (filter, found) = (new TokenFilter { State = TokenState.Active, Now = time.GetUtcNow(), Role = role }, new List<Token>());
        for (var seen = 0; seen < MostLookedAt; seen += AtOnce)
        {
            var listed = await tokens.ListAsync(actor, filter, after, AtOnce, cancellationToken);
            if (!listed.Succeeded)
                return listed.Error;
            var owners = await users.FindManyAsync(listed.Value.Select(token => token.Owner), model, cancellationToken);
            foreach (var token in listed.Value)
            {
                if (gate.Opens(new TokenFacts(token, owners.GetValueOrDefault(token.Owner))))
                {
                    // One more than a page shows that another one follows.
                    if (found.Count == limit)
                        return new RouteTokenPage(gate, found, after);
                    found.Add(token);
                }

                after = token.Id;
            }

            if (listed.Value.Count < AtOnce)
                return new RouteTokenPage(gate, found, null);
        }

        return new RouteTokenPage(gate, found, after);
    }
}
