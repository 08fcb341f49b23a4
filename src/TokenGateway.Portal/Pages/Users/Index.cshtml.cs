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

    public bool IsFirst { get; private set; }

    /// <summary>The address of the next page; null: this is the last.</summary>
    public string? NextPage { get; private set; }

    /// <summary>Who was deleted just now; null: nobody.</summary>
    public string? Deleted { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? after, string? deleted)
    {
        UserId? start = UserId.TryParse(after, out var last) ? last : null;
        var found = await users.ListAsync(Actor, start, PageSize + 1, Model, Aborted);
        if (!found.Succeeded)
            return Missing;
        Items = [.. found.Value.Take(PageSize)];
        IsFirst = start is null;
        NextPage = found.Value.Count > PageSize ? $"{UserPaths.All}?after={Uri.EscapeDataString(Items[^1].Id.Value)}" : null;
        Deleted = UserId.TryParse(deleted, out var gone) ? gone.Value : null;
        return Page();
    }
}
