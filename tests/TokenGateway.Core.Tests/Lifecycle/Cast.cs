using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>The users and the actors that the tables of rules name.</summary>
internal static class Cast
{
    public static User[] StoredUsers { get; } =
    [
        Some.User("alice", "Engineers") with { Realms = RealmSet.Of(Realm.Default, Realm.Parse("prod")) },
        Some.User("bob", "Users"),
        Some.User("carl", "Auditors", "Users"),
        Some.User("dora", "Administrators"),
        Some.User("eve", "Engineers") with { IsDisabled = true },
        Some.User("gus", "Ghosts"),
        Some.User("max", "Auditors"),
    ];

    public static User DeclaredUser { get; } = Some.User("dave", "Engineers") with { IsDeclared = true };

    public static InMemoryStore Store()
    {
        var store = new InMemoryStore();
        foreach (var user in StoredUsers)
            store.Put(user);
        return store;
    }

    public static AccessModel Model(TokenOptions? options = null) => Some.Model(options, users: [DeclaredUser]);

    public static Actor Actor(string name, AccessModel model) => name switch
    {
        "operator" => Core.Lifecycle.Actor.Operator("root"),
        "own" => Bearer("alice", "Engineers", ManagementRights.Own, model),
        "own, role Users" => Bearer("alice", "Users", ManagementRights.Own, model),
        "own, orders:read" => Bearer("alice", "Engineers", ManagementRights.Own, model, token =>
            token with { Permissions = Some.Permissions("orders:read") }),
        "own, 10 days" => Bearer("alice", "Engineers", ManagementRights.Own, model, token =>
            token with { ExpiresAt = The.Start.AddDays(10) }),
        "own, prod" => Bearer("alice", "Engineers", ManagementRights.Own, model, token => token with { Realm = Realm.Parse("prod") }),
        "manages nothing" => Bearer("alice", "Engineers", ManagementRights.None, model),
        "admin" => Bearer("dora", "Administrators", ManagementRights.Own | ManagementRights.Tokens, model),
        "admin, role Users" => Bearer("dora", "Users", ManagementRights.Own | ManagementRights.Tokens, model),
        "user manager" => Bearer("dora", "Administrators", ManagementRights.Users, model),
        "admin, owner lowered" => Bearer("bob", "Administrators", ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users, model),
        "admin, owner gone" => Bearer("zoe", "Administrators", ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users, model),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not in the cast."),
    };

    private static Actor Bearer(
        string owner, string role, ManagementRights manages, AccessModel model, Func<Token, Token>? change = null)
    {
        var token = Some.Token(1000, owner, role) with { Manages = manages };
        return Core.Lifecycle.Actor.Bearer(Some.Snapshot(
            change?.Invoke(token) ?? token, StoredUsers.FirstOrDefault(user => user.Id == token.Owner), model));
    }
}
