using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Calls;

/// <summary>
/// Reads all tokens of a caller. Products page by number and have their own sort orders, while the store pages by ascending
/// id, so all tokens are read and then paged in memory.
/// </summary>
internal static class TokenPages
{
    private const int Size = 500;

    /// <summary>By ascending id, without declared tokens unless <paramref name="withDeclared"/>.</summary>
    public static async ValueTask<LifecycleResult<List<Token>>> ReadAsync(DialectExchange exchange, TokenFilter filter, bool withDeclared = false)
    {
        List<Token> all = [];
        TokenId? after = null;
        while (true)
        {
            var page = await exchange.Tokens.ListAsync(exchange.Actor, filter with { Now = exchange.Time.GetUtcNow() }, after, Size, exchange.Aborted);
            if (!page.Succeeded)
                return page.Error;
            all.AddRange(withDeclared ? page.Value : page.Value.Where(token => !token.Id.IsDeclared));
            if (page.Value.Count < Size)
                return all;
            after = page.Value[^1].Id;
        }
    }

    /// <summary>
    /// The owner's token with this external id: a live one, otherwise a deleted one, otherwise the token with this number
    /// if it has no external id. Null: none.
    /// </summary>
    public static async ValueTask<LifecycleResult<Token>?> FindAsync(DialectExchange exchange, UserId owner, string id)
    {
        if (ExternalId.TryParse(id, out var chosen) && await FindChosenAsync(exchange, owner, chosen) is { } byId)
            return byId;
        if (!TokenId.TryParse(id, out var number) || number.IsDeclared)
            return null;
        var found = await exchange.Tokens.GetAsync(exchange.Actor, number, exchange.Aborted);
        return found.Value is { ExternalId: null } token && token.Owner == owner ? found : default(LifecycleResult<Token>?);
    }

    private static async ValueTask<LifecycleResult<Token>?> FindChosenAsync(DialectExchange exchange, UserId owner, ExternalId id)
    {
        foreach (var state in new TokenState?[] { null, TokenState.Deleted })
        {
            var filter = new TokenFilter { Owner = owner, ExternalId = id, State = state, Now = exchange.Time.GetUtcNow() };
            var found = await exchange.Tokens.ListAsync(exchange.Actor, filter, null, Size, exchange.Aborted);
            if (!found.Succeeded)
                return found.Error;
            if (found.Value.Count > 0)
                return found.Value[^1];
        }

        return null;
    }
}
