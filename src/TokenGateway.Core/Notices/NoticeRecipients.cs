using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Notices;

/// <summary>
/// To whom notices of a token go. People are looked up once in the life of an instance, which is one round of planning.
/// </summary>
internal sealed class NoticeRecipients(IUserStore users, AccessModel model, NoticeOptions options)
{
    private const int PageSize = 500;

    private readonly Dictionary<UserId, User?> _owners = [];
    private readonly Dictionary<UserId, IReadOnlyList<User>> _maintainers = [];
    private List<User>? _administrators;

    /// <summary>The part of the key that says to whom, and the address (null: the webhook).</summary>
    /// <param name="token">The token that the notice is about.</param>
    /// <param name="toAdministrators">Whether it is for administrators too, where the options say so.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<IReadOnlyList<(string To, NoticeChannelKind Way, string? Address)>> OfAsync(Token token, bool toAdministrators, CancellationToken cancellationToken)
    {
        var all = new List<(string, NoticeChannelKind, string?)>();
        if (options.Webhook is not null)
            all.Add((NoticeKey.Webhook, NoticeChannelKind.Webhook, null));
        if (options.Smtp is null)
            return all;
        var owner = await OwnerAsync(token.Owner, cancellationToken) is { IsDisabled: false } user && token.IsOwnedBy(user) ? user : null;
        if (owner?.Email is { } address)
            all.Add((NoticeKey.OwnersMail, NoticeChannelKind.Mail, address));
        var others = owner is null ? [] : await MaintainersAsync(owner, cancellationToken);
        var administrators = toAdministrators ? await AdministratorsAsync(cancellationToken) : [];

        // One that is both is told once.
        foreach (var other in others.Concat(administrators).DistinctBy(one => one.Id).Where(one => one.Id != token.Owner))
            all.Add((NoticeKey.User(other.Id), NoticeChannelKind.Mail, other.Email));
        return all;
    }

    // Nobody may read the mail of a service account, and it need not have any.
    private async ValueTask<IReadOnlyList<User>> MaintainersAsync(User owner, CancellationToken cancellationToken)
    {
        if (!owner.IsService)
            return [];
        if (!_maintainers.TryGetValue(owner.Id, out var maintainers))
            _maintainers[owner.Id] = maintainers = await new ServiceAccounts(users).MaintainersOfAsync(owner, model, cancellationToken);
        return [.. maintainers.Where(user => user is { IsDisabled: false, Email: not null })];
    }

    private async ValueTask<User?> OwnerAsync(UserId id, CancellationToken cancellationToken)
    {
        if (!_owners.TryGetValue(id, out var owner))
            _owners[id] = owner = await users.FindAsync(id, model, cancellationToken);
        return owner;
    }

    private async ValueTask<List<User>> AdministratorsAsync(CancellationToken cancellationToken)
    {
        if (_administrators is { } known)
            return known;
        _administrators = [];
        if (options.ToAdministrators)
        {
            _administrators.AddRange(model.DeclaredUsers.Where(IsToldAll));
            await AddStoredAsync(_administrators, cancellationToken);
        }

        return _administrators;
    }

    private async ValueTask AddStoredAsync(List<User> administrators, CancellationToken cancellationToken)
    {
        UserId? after = null;
        while (true)
        {
            var page = await users.ListAsync(after, PageSize, cancellationToken);
            administrators.AddRange(page.Where(user => IsToldAll(user) && model.FindDeclaredUser(user.Id) is null));
            if (page.Count < PageSize)
                return;
            after = page[^1].Id;
        }
    }

    private bool IsToldAll(User user) => user is { IsDisabled: false, Email: not null }
        && model.Roles.Known(user.Roles).Any(role => role.Manages.HasFlag(ManagementRights.Tokens));
}
