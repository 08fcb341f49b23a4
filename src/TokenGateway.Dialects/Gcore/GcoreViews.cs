using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Gcore;

/// <summary>Converts tokens, users and the account to Gcore's format.</summary>
internal sealed class GcoreViews(int clientId, GcoreRoles roles)
{
    private static readonly string[] Services = ["CDN", "CLOUD", "DDOS", "DNS", "STORAGE", "STREAMING"];

    /// <summary>Each with its owner, if the caller may see the owner.</summary>
    public async ValueTask<List<GcoreToken>> OfAsync(DialectExchange exchange, IReadOnlyList<Token> tokens)
    {
        var owners = new Dictionary<UserId, LifecycleResult<User>> { [exchange.User.Id] = exchange.User };
        var now = exchange.Time.GetUtcNow();
        List<GcoreToken> views = new(tokens.Count);
        foreach (var token in tokens)
        {
            if (!owners.TryGetValue(token.Owner, out var owner))
                owners[token.Owner] = owner = await exchange.Users.GetAsync(exchange.Actor, token.Owner, exchange.Model, exchange.Aborted);
            views.Add(Of(token, owner.Value, owner.Error?.Code == RefusalCode.UserNotFound, now));
        }

        return views;
    }

    public GcoreUser Of(User user, AccessModel model) => new(
        UserNumbers.Of(user), NameOf(user), user.Email ?? "", "en", null, "", false, clientId,
        [.. model.Roles.Known(user.Roles).Select(role => new GcoreRole(roles.IdOf(role.Name), role.Name.Value))], false, !user.IsDisabled);

    public GcoreAccount Account(DialectExchange exchange) => new()
    {
        Id = clientId,
        Email = exchange.User.Email ?? "",
        Status = "active",
        CurrentUser = UserNumbers.Of(exchange.User),
        CompanyName = exchange.Realm.Value,
        Name = exchange.Realm.Value,
        HasActiveAdmin = true,
        ServiceStatuses = Services.ToDictionary(name => name, _ => new GcoreService("new", false), StringComparer.Ordinal),
        Users = [Of(exchange.User, exchange.Model)],
    };

    private GcoreToken Of(Token token, User? owner, bool ownerIsGone, DateTimeOffset now) => new(
        token.Id.Number, token.Name, token.Description, Text(token.ExpiresAt), token.ExpiresAt <= now, token.DeletedAt is not null, InstantText.Write(token.CreatedAt),
        Text(token.LastUse?.At) ?? "",
        new GcoreClientUser(
            new GcoreRole(roles.IdOf(token.Role), token.Role.Value), ownerIsGone, owner is null ? 0 : UserNumbers.Of(owner),
            owner is null ? token.Owner.Value : NameOf(owner), owner?.Email ?? "", clientId));

    private static string NameOf(User user) => user.Name ?? user.Id.Value;

    private static string? Text(DateTimeOffset? at) => at is { } moment ? InstantText.Write(moment) : null;
}
