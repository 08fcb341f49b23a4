using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Bulk;

/// <summary>Finds the tokens that something shall be done with, by what the lifecycle lets the caller see.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TokenSearch(TokenLifecycle tokens)
{
    /// <summary>The most tokens that a search with a condition of its own examines.</summary>
    public const int MostExamined = 100_000;

    private const int PageSize = 500;

    /// <summary>The first tokens that match. Tokens that the file declares cannot be changed and are left out.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">What the store can answer.</param>
    /// <param name="matches">What it cannot; null: nothing more is asked.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="model">The generation in force.</param>
    /// <param name="cancellationToken">Ends the search.</param>
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

    /// <summary>Those of the ids, at most <paramref name="most"/>, that are tokens the caller may see; others are left out.</summary>
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
