using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Bulk;

/// <summary>Finds the tokens for an action, among those that the lifecycle shows the caller.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TokenSearch(TokenLifecycle tokens)
{
    /// <summary>The maximum number of tokens examined by a search with a predicate.</summary>
    public const int MostExamined = 100_000;

    private const int PageSize = 500;

    /// <summary>The first matching tokens. Excludes declared tokens, which cannot be changed.</summary>
    /// <param name="actor">The caller.</param>
    /// <param name="filter">The filter for the store.</param>
    /// <param name="matches">A predicate that the store cannot evaluate; null: none.</param>
    /// <param name="most">The maximum number.</param>
    /// <param name="model">The current generation.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async ValueTask<LifecycleResult<FoundTokens>> FindAsync(
        Actor actor, TokenFilter filter, Func<Token, bool>? matches, int most, AccessModel model, CancellationToken cancellationToken)
    {
        var (found, after, examined) = (new List<Token>(), (TokenId?)null, 0);
        while (true)
        {
            var page = await tokens.ListPageAsync(actor, filter, after, PageSize, model, cancellationToken);
            if (!page.Succeeded)
                return page.Error;
            examined += filter.IsOverPrivileged ? Math.Max(page.Value.Items.Count, OverPrivileged.AtOnce) : page.Value.Items.Count;
            foreach (var token in page.Value.Items.Where(token => IsChangeable(token) && matches?.Invoke(token) != false))
            {
                if (found.Count == most)
                    return new FoundTokens(found, IsCut: true);
                found.Add(token);
            }

            if (page.Value.Next is null)
                return new FoundTokens(found, IsCut: false);
            if (examined >= MostExamined)
                return new FoundTokens(found, IsCut: true);
            after = page.Value.Next;
        }
    }

    /// <summary>The tokens among these ids, at most <paramref name="most"/>, that the caller may see.</summary>
    public async ValueTask<FoundTokens> FindAsync(Actor actor, IEnumerable<string> ids, int most, CancellationToken cancellationToken)
    {
        var found = new List<Token>();
        var known = ids.Select(text => TokenId.TryParse(text, out var id) ? id : (TokenId?)null).OfType<TokenId>().Distinct();
        foreach (var id in known.Take(most))
        {
            if (await tokens.GetAsync(actor, id, cancellationToken) is { Succeeded: true, Value: var token } && IsChangeable(token))
                found.Add(token);
        }

        return new FoundTokens(found, IsCut: false);
    }

    private static bool IsChangeable(Token token) => token is { DeletedAt: null, Id.IsDeclared: false };
}
