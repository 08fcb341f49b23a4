using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Notices;

/// <summary>The recipients of a token's notices. Users are looked up once per instance, which serves one planning round.</summary>
internal sealed class NoticeRecipients(IUserStore users, AccessModel model, NoticeOptions options)
{
    private const int PageSize = 500;

    private readonly Dictionary<UserId, User?> _owners = [];
    private readonly Dictionary<UserId, IReadOnlyList<User>> _maintainers = [];
    private List<User>? _administrators;

    /// <summary>The recipient part of the key, and the address (null: the webhook).</summary>
    /// <param name="token">The token of the notice.</param>
    /// <param name="toAdministrators">Whether administrators get it too, if the options include them.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
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

        // A user with both functions is notified once.
        foreach (var other in others.Concat(administrators).DistinctBy(one => one.Id).Where(one => one.Id != token.Owner))
            all.Add((NoticeKey.User(other.Id), NoticeChannelKind.Mail, other.Email));
        return all;
    }

    // A service account need not have a mailbox, and nobody may read it.
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
