using System.Runtime.CompilerServices;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Store;

/// <summary>All tokens and users, declared ones first, then stored ones page by page.</summary>
internal static class StoredPages
{
    private const int PageSize = 500;

    public static async IAsyncEnumerable<Token> TokensAsync(
        this OfflineGateway gateway, TokenFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var token in DeclaredTokens.After(null, filter, gateway.Model))
            yield return token;
        TokenId? after = null;
        do
        {
            // The operator may list everything.
            var page = (await gateway.Tokens.ListPageAsync(gateway.Operator, filter, after, PageSize, gateway.Model, cancellationToken)).Value!;
            foreach (var token in page.Items)
                yield return token;
            after = page.Next;
        }
        while (after is not null);
    }

    public static async IAsyncEnumerable<User> UsersAsync(this OfflineGateway gateway, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var user in gateway.Model.DeclaredUsers.OrderBy(user => user.Id.Value, StringComparer.Ordinal))
            yield return user;
        UserId? after = null;
        IReadOnlyList<User> page;
        do
        {
            page = await gateway.Store.Users.ListAsync(after, PageSize, cancellationToken);

            // A stored user with a declared id is ignored while the file declares it.
            foreach (var user in page.Where(user => gateway.Model.FindDeclaredUser(user.Id) is null))
                yield return user;
            after = page.Count == 0 ? null : page[^1].Id;
        }
        while (page.Count == PageSize);
    }

    /// <summary>The number of an owner's tokens that are not deleted.</summary>
    public static async Task<int> CountTokensAsync(this OfflineGateway gateway, UserId owner, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in gateway.TokensAsync(new TokenFilter { Owner = owner }, cancellationToken))
            count++;
        return count;
    }
}
