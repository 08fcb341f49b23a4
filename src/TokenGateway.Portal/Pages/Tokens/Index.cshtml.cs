using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Portal.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>The tokens that the caller may see, page by page.</summary>
internal sealed class TokensModel(TokenLifecycle tokens, ServiceAccounts accounts, TokenPages pages) : PortalPage
{
    private const int PageSize = 50;
    private const int MostBanners = 3;

    public TokenQuery Filter { get; private set; } = new();

    public IReadOnlyList<Token> Items { get; private set; } = [];

    /// <summary>The service accounts that the caller maintains.</summary>
    public IReadOnlyList<User> Accounts { get; private set; } = [];

    /// <summary>The form of a new token for the owner of the list.</summary>
    public string NewPath => Accounts.FirstOrDefault(account => account.Id.Value == Filter.Owner) is { } account ? UserPaths.NewTokenFor(account.Id) : "/tokens/new";

    public IReadOnlyList<Banner> Banners { get; private set; } = [];

    /// <summary>The tokens of this page that can be changed.</summary>
    public IReadOnlyList<TokenId> Selectable => [.. Items.Where(IsSelectable).Select(token => token.Id)];

    /// <summary>The action of the bulk form, with the current filters.</summary>
    public string BulkAddress => "/tokens/bulk" + Filter.Address["/tokens".Length..];

    /// <summary>The URL of the next page; null: this is the last.</summary>
    public string? NextPage { get; private set; }

    /// <summary>Why nothing can be listed; null: it can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What was deleted just now; null: nothing.</summary>
    public TokenId? Deleted { get; private set; }

    public DateTimeOffset Now => pages.Now;

    public bool ShowsOwners => May(ManagementRights.Tokens);

    /// <summary>The same list of the API, for administrators; null: the API has no text search.</summary>
    public string? Line { get; private set; }

    public static bool IsSelectable(Token token) => token is { DeletedAt: null, Id.IsDeclared: false };

    public async Task<IActionResult> OnGetAsync(string? deleted)
    {
        Deleted = TokenId.TryParse(deleted, out var gone) ? gone : null;
        Filter = TokenQuery.Of(Request.Query);
        var filter = Filter.FilterAt(Now);
        Accounts = await accounts.MaintainedByAsync(Actor.User!, Model, TokenPages.MostAccounts, Aborted);
        var found = await tokens.ListPageAsync(Actor, filter, Filter.After, PageSize, Model, Aborted);
        if (!found.Succeeded)
        {
            Refusal = found.Error.Message;
            return Page();
        }

        Items = found.Value.Items;
        NextPage = found.Value.Next is { } last ? Filter.PageAfter(last) : null;
        Banners = Filter.IsFiltered || ShowsOwners ? [] : [.. Items.SelectMany(token => Banner.Of(token, Now)).Take(MostBanners)];
        Line = ShowsOwners && filter.Contains is null ? LineOf(filter) : null;
        return Page();
    }

    private string LineOf(TokenFilter filter) => ApiLine.Of(
        Request, "/tokens", ("owner", filter.Owner?.Value), ("state", filter.State is { } state ? TokenStates.NameOf(state) : null),
        ("expiresBefore", filter.ExpiresBefore is { } before ? InstantText.Write(before) : null), ("unusedSince", filter.UnusedSince is null ? null : $"{Filter.Unused}d"),
        ("neverExpires", filter.NeverExpires ? "true" : null), ("overPrivileged", filter.IsOverPrivileged ? "true" : null), ("sort", TokenOrders.Write(filter.Order)));
}
