using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Api.Routes;

/// <summary>
/// Who can reach a route: its decision is asked of one token after the other, because rights in force are the token's and its
/// owner's together and stand in no column. Tokens and owners are read many at a time.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RouteTokens(TokenLifecycle tokens, IUserStore users, IGatewayRoutes routes, TimeProvider time)
{
    /// <summary>So many are looked at for one page, so that a call ends soon also where hardly any token opens the route.</summary>
    public const int MostLookedAt = 10_000;

    private const int AtOnce = 1_000;

    /// <param name="actor">Who asks; only whoever manages everyone's tokens may.</param>
    /// <param name="route">The route's id.</param>
    /// <param name="method">A method.</param>
    /// <param name="role">Only tokens of this role; null: any.</param>
    /// <param name="after">Only tokens behind this one; null: from the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="model">The generation in force.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
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
                    // One more than a page: only then is it known that another one follows.
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
