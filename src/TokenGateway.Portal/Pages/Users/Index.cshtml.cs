using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Pages.Users;

/// <summary>Everybody who may own tokens, a page at a time by id.</summary>
internal sealed class UsersModel(UserLifecycle users) : PortalPage
{
    private const int PageSize = 50;

    public IReadOnlyList<User> Items { get; private set; } = [];

    /// <summary>Part of an id, an e-mail address or a name; empty: everybody.</summary>
    public string Search { get; private set; } = "";

    public bool IsFirst { get; private set; }

    /// <summary>The address of the next page; null: this is the last.</summary>
    public string? NextPage { get; private set; }

    /// <summary>Who was deleted just now; null: nobody.</summary>
    public string? Deleted { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, string? after, string? deleted)
    {
        UserId? start = UserId.TryParse(after, out var last) ? last : null;
        Search = q?.Trim() ?? "";
        var found = await users.ListAsync(Actor, Search.Length == 0 ? null : Search, start, PageSize + 1, Model, Aborted);
        if (!found.Succeeded)
            return Missing;
        Items = [.. found.Value.Take(PageSize)];
        IsFirst = start is null;
        NextPage = found.Value.Count > PageSize ? $"{UserPaths.All}?{(Search.Length == 0 ? "" : $"q={Uri.EscapeDataString(Search)}&")}after={Uri.EscapeDataString(Items[^1].Id.Value)}" : null;
        Deleted = UserId.TryParse(deleted, out var gone) ? gone.Value : null;
        return Page();
    }
}
