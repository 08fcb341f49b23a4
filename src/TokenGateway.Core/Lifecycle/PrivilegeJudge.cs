using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Says which permissions of a token are never used. It accuses only by what was recorded: of a permission that no rule asks
/// for, that is recorded since lately, or of a token that is new, nothing is said.
/// </summary>
internal sealed class PrivilegeJudge(IUserStore users, IPermissionUseStore uses, AccessModel model, DateTimeOffset now, IReadOnlyList<RecordedPermission> recorded)
{
    private readonly Dictionary<string, DateOnly> _recordedSince = recorded.ToDictionary(one => one.Permission, one => one.Since, StringComparer.Ordinal);
    private readonly Dictionary<UserId, User?> _owners = [];
    private readonly DateOnly _windowBegins = DayOf(now - OverPrivileged.Window);
    private readonly DateOnly _oldEnough = DayOf(now - OverPrivileged.Age);

    /// <summary>Those that hold more than they need, in the same order.</summary>
    public async ValueTask<IEnumerable<Token>> OverPrivilegedAsync(IReadOnlyList<Token> tokens, CancellationToken cancellationToken)
    {
        var judged = await JudgeAsync(tokens, cancellationToken);
        return tokens.Where((_, i) => judged[i].IsOverPrivileged);
    }

    /// <summary>Each of them, in the same order.</summary>
    public async ValueTask<IReadOnlyList<TokenPrivileges>> JudgeAsync(IReadOnlyList<Token> tokens, CancellationToken cancellationToken)
    {
        await ReadOwnersAsync(tokens, cancellationToken);
        var needed = (await uses.ListAsync([.. tokens.Select(token => token.Id).Where(id => !id.IsDeclared)], cancellationToken)).ToLookup(use => use.Token);
        return [.. tokens.Select(token => Judge(token, OwnerOf(token), needed[token.Id]))];
    }

    // Once for all pages of a list.
    private async ValueTask ReadOwnersAsync(IReadOnlyList<Token> tokens, CancellationToken cancellationToken)
    {
        var unread = tokens.Select(token => token.Owner).Where(id => !_owners.ContainsKey(id)).ToHashSet();
        if (unread.Count == 0)
            return;
        var found = await users.FindManyAsync(unread, model, cancellationToken);
        foreach (var id in unread)
            _owners[id] = found.GetValueOrDefault(id);
    }

    // A later user of the id owns nothing of it.
    private User? OwnerOf(Token token) =>
        _owners.GetValueOrDefault(token.Owner) is { } owner && token.IsOwnedBy(owner) ? owner : null;

    private TokenPrivileges Judge(Token token, User? owner, IEnumerable<PermissionUse> uses)
    {
        var lastNeeded = uses.ToDictionary(use => use.Permission, use => use.Day, StringComparer.Ordinal);
        var held = new List<HeldPermission>();
        DateOnly? since = null;
        foreach (var index in TokenRights.InForce(token, owner, model).Permissions.Members())
        {
            var name = model.Permissions.Names[index];
            var one = new HeldPermission(name, NeedOf(index, token, lastNeeded), lastNeeded.TryGetValue(name, out var day) ? day : null);
            held.Add(one);
            if (one.Need is PermissionNeed.Used or PermissionNeed.Unused && KnownSince(name, token) is { } begin && !(since > begin))
                since = begin;
        }

        return new TokenPrivileges(held, TokenRights.HoldsAll(token, owner, model), since, IsUsable(token, owner) && OverPrivileged.IsJudged(token, now));
    }

    private bool IsUsable(Token token, User? owner) => owner is { IsDisabled: false } && TokenRights.HasRealm(owner, token.Realm, model.Roles);

    private PermissionNeed NeedOf(int index, Token token, Dictionary<string, DateOnly> lastNeeded)
    {
        var name = model.Permissions.Names[index];
        return lastNeeded.TryGetValue(name, out var day) && day >= _windowBegins ? PermissionNeed.Used
            : !model.AskedPermissions.Contains(index) ? PermissionNeed.NotAsked
            : KnownSince(name, token) is null ? PermissionNeed.TooNew
            : PermissionNeed.Unused;
    }

    // The latest of these begins is what can be said of all of them. Null: too new to say anything.
    private DateOnly? KnownSince(string name, Token token)
    {
        if (!_recordedSince.TryGetValue(name, out var recordedSince) || recordedSince > _oldEnough || token.CreatedAt > now - OverPrivileged.Age)
            return null;
        return new[] { recordedSince, DayOf(token.CreatedAt), _windowBegins }.Max();
    }

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
