using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Pages.Users;

/// <summary>All users, page by page in order of their ids.</summary>
internal sealed class UsersModel(UserLifecycle users, ServiceAccounts accounts) : PortalPage
{
    private const int PageSize = 50;

    private IReadOnlyDictionary<UserId, IReadOnlyList<User>> _maintainers = new Dictionary<UserId, IReadOnlyList<User>>();

    public IReadOnlyList<User> Items { get; private set; } = [];

    /// <summary>Part of an id, e-mail address or name; empty: all.</summary>
    public string Search { get; private set; } = "";

    /// <summary><c>person</c> or <c>service</c>; empty: both.</summary>
    public string Kind { get; private set; } = "";

    public bool IsFiltered => Search.Length + Kind.Length > 0;

    public bool IsFirst { get; private set; }

    /// <summary>The URL of the next page; null: this is the last.</summary>
    public string? NextPage { get; private set; }

    /// <summary>The user who was just deleted; null: none.</summary>
    public string? Deleted { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, string? kind, string? after, string? deleted)
    {
        UserId? start = UserId.TryParse(after, out var last) ? last : null;
        Search = q?.Trim() ?? "";
        Kind = kind is UserForm.Service or "person" ? kind : "";
        var filter = new UserFilter { Contains = Search.Length == 0 ? null : Search, IsService = Kind.Length == 0 ? null : Kind == UserForm.Service };
        if (ManagementRules.MayManageUsers(Actor) is not null || await users.ListAsync(Actor, filter, start, PageSize + 1, Model, Aborted) is not { Succeeded: true } found)
            return Missing;
        Items = [.. found.Value.Take(PageSize)];
        IsFirst = start is null;
        NextPage = found.Value.Count > PageSize ? PageAfter(Items[^1].Id) : null;
        _maintainers = await accounts.MaintainersOfAsync(Items, Model, Aborted);
        Deleted = UserId.TryParse(deleted, out var gone) ? gone.Value : null;
        return Page();
    }

    public bool IsUnmaintained(User user) => ServiceAccounts.IsUnmaintained(user, _maintainers.GetValueOrDefault(user.Id) ?? []);

    private string PageAfter(UserId last) => UserPaths.All + QueryString.Create(
        new[] { ("q", Search), ("kind", Kind), ("after", last.Value) }.Where(one => one.Item2.Length > 0).Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2)));
}
