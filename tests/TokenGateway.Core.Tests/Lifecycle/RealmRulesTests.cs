using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>
/// Realms are rights: of the owner and of the one who asks, by session as by token, for what is made, revived, rotated or
/// given to a user.
/// </summary>
public sealed class RealmRulesTests
{
    private static readonly AccessModel Model = CreateModel(RealmSet.Of(Realm.Parse("stage")));

    private readonly InMemoryStore _store = new();

    public RealmRulesTests()
    {
        // One of each kind: the default realm, a named one besides, all by name, by role, all by role, one alone.
        Put("plain", "Users", "default");
        Put("named", "Users", "default", "prod");
        Put("all", "Users", "*");
        Put("staged", "Stagers", "default");
        Put("alone", "Users", "prod");
        Put("boss", "Bosses", "default");
        Put("root", "Roots", "default");
        Put("boss-prod", "Bosses", "prod");
    }

    [Theory]
    // The operator reaches everyone, and nobody's token reaches beyond its owner.
    [InlineData("operator", "plain", "default", null)]
    [InlineData("operator", "plain", "prod", RealmNotHeld)]
    [InlineData("operator", "plain", "Default", RealmNotHeld)]
    [InlineData("operator", "named", "prod", null)]
    [InlineData("operator", "named", "Prod", RealmNotHeld)]
    [InlineData("operator", "named", "prod\u200b", RealmNotHeld)]
    [InlineData("operator", "named", "ｐｒｏｄ", RealmNotHeld)]
    [InlineData("operator", "named", "stage", RealmNotHeld)]
    [InlineData("operator", "all", "anything", null)]
    [InlineData("operator", "staged", "stage", null)]
    [InlineData("operator", "staged", "prod", RealmNotHeld)]
    [InlineData("operator", "alone", "default", RealmNotHeld)]
    [InlineData("operator", "root", "prod", null)]
    // In person.
    [InlineData("session plain", "plain", "default", null)]
    [InlineData("session plain", "plain", "prod", RealmNotHeld)]
    [InlineData("session named", "named", "prod", null)]
    [InlineData("session all", "all", "prod", null)]
    [InlineData("session staged", "staged", "stage", null)]
    [InlineData("session alone", "alone", "prod", null)]
    [InlineData("session alone", "alone", "default", RealmNotHeld)]
    // For others: both must have it.
    [InlineData("session boss", "plain", "default", null)]
    [InlineData("session boss", "named", "prod", RealmNotHeld)]
    [InlineData("session boss", "staged", "stage", RealmNotHeld)]
    [InlineData("session boss-prod", "named", "prod", null)]
    [InlineData("session boss-prod", "named", "default", RealmNotHeld)]
    [InlineData("session boss-prod", "plain", "prod", RealmNotHeld)]
    [InlineData("session root", "named", "prod", null)]
    [InlineData("session root", "plain", "prod", RealmNotHeld)]
    [InlineData("session root", "staged", "stage", null)]
    // By token: in its own realm alone, whatever its owner has.
    [InlineData("token all default", "all", "default", null)]
    [InlineData("token all default", "all", "prod", Forbidden)]
    [InlineData("token named prod", "named", "prod", null)]
    [InlineData("token named prod", "named", "default", Forbidden)]
    [InlineData("token root prod", "named", "prod", null)]
    [InlineData("token root prod", "plain", "prod", RealmNotHeld)]
    [InlineData("token root default", "named", "prod", Forbidden)]
    public async Task Token_is_made(string actor, string owner, string realm, RefusalCode? expected)
    {
        var issued = await Tokens.IssueAsync(Who(actor), new IssueRequest { Owner = UserId.Parse(owner), Realm = Realm.Parse(realm) }, Model, default);
        (issued.Error?.Code).ShouldBe(expected);
    }

    [Theory]
    [InlineData("plain", "prod", RealmNotHeld)]
    [InlineData("named", "prod", null)]
    [InlineData("root", "prod", null)]
    public async Task Token_is_imported(string owner, string realm, RefusalCode? expected)
    {
        var request = new ImportRequest(new IssueRequest { Owner = UserId.Parse(owner), Realm = Realm.Parse(realm) }, Some.Digest(), "hint");
        var result = await new TokenImporter(_store, _store, _store, new FakeClock()).ImportAsync(Who("operator"), [request], false, Model, default);
        (result.Refusals.IsEmpty ? null : (RefusalCode?)result.Refusals[0].Value.Code).ShouldBe(expected);
    }

    [Theory]
    [InlineData("operator", "named", "prod", null)]
    [InlineData("operator", "plain", "prod", RealmNotHeld)]
    [InlineData("operator", "alone", "default", RealmNotHeld)]
    [InlineData("session plain", "plain", "prod", RealmNotHeld)]
    [InlineData("session boss", "named", "prod", RealmNotHeld)]
    [InlineData("session root", "named", "prod", null)]
    [InlineData("session root", "plain", "prod", RealmNotHeld)]
    [InlineData("session staged", "staged", "stage", null)]
    [InlineData("token root prod", "named", "prod", null)]
    [InlineData("token root prod", "plain", "prod", RealmNotHeld)]
    [InlineData("token root default", "named", "prod", NotFound)]
    public async Task Token_is_revived_and_rotated_and_always_ended(string actor, string owner, string realm, RefusalCode? expected)
    {
        var id = TokenId.Stored(7);
        _store.Put(Some.Token(7, owner, _store.Users[UserId.Parse(owner)].Roles[0].Value) with { Realm = Realm.Parse(realm), IsActive = false });

        ((await Tokens.ActivateAsync(Who(actor), id, Model, default)).Error?.Code).ShouldBe(expected);
        ((await Tokens.RotateAsync(Who(actor), id, TimeSpan.Zero, Model, default)).Error?.Code).ShouldBe(expected);
        var ended = expected == NotFound ? NotFound : (RefusalCode?)null;
        ((await Tokens.DeactivateAsync(Who(actor), id, default)).Error?.Code).ShouldBe(ended);
        ((await Tokens.DeleteAsync(Who(actor), id, default)).Error?.Code).ShouldBe(ended);
    }

    [Theory]
    // Nobody gives what it does not have: not to others, not to itself, by session as by token.
    [InlineData("session boss", "plain", "default prod", RealmNotHeld)]
    [InlineData("session boss", "boss", "default prod", RealmNotHeld)]
    [InlineData("session boss", "plain", "*", RealmNotHeld)]
    [InlineData("session boss", "boss", "*", RealmNotHeld)]
    [InlineData("session boss", "alone", "default prod", null)]
    [InlineData("session boss", "named", "default", null)]
    [InlineData("session boss", "named", "prod", null)]
    [InlineData("session boss", "all", "default", null)]
    [InlineData("session boss", "all", "prod", null)]
    [InlineData("session boss-prod", "plain", "default prod", null)]
    [InlineData("session boss-prod", "plain", "default stage", RealmNotHeld)]
    [InlineData("session root", "plain", "*", null)]
    [InlineData("session root", "plain", "default prod", null)]
    [InlineData("token root default", "plain", "default prod", RealmNotHeld)]
    [InlineData("token root default", "plain", "*", RealmNotHeld)]
    [InlineData("token root default", "root", "*", RealmNotHeld)]
    [InlineData("token root default", "named", "default", null)]
    [InlineData("token root prod", "plain", "default prod", null)]
    [InlineData("declared root", "plain", "*", null)]
    [InlineData("operator", "plain", "*", null)]
    [InlineData("operator", "plain", "", InvalidValue)]
    [InlineData("session plain", "plain", "default", Forbidden)]
    public async Task User_is_given_realms(string actor, string user, string realms, RefusalCode? expected)
    {
        var changed = await Users.SetRealmsAsync(Who(actor), UserId.Parse(user), Set(realms.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Model, default);
        (changed.Error?.Code).ShouldBe(expected);
        if (changed.Succeeded)
            string.Join(' ', _store.Users[UserId.Parse(user)].Realms.Texts).ShouldBe(realms);
    }

    [Theory]
    // Who makes a user, wakes one or sets a password has that user's realms, those of its roles too.
    [InlineData("session boss", "plain", null)]
    [InlineData("session boss", "named", RealmNotHeld)]
    [InlineData("session boss", "all", RealmNotHeld)]
    [InlineData("session boss", "staged", RealmNotHeld)]
    [InlineData("session boss", "root", RealmNotHeld)]
    [InlineData("session boss-prod", "alone", null)]
    [InlineData("session boss-prod", "plain", RealmNotHeld)]
    [InlineData("session root", "root", null)]
    [InlineData("session root", "all", null)]
    [InlineData("token root default", "plain", null)]
    [InlineData("token root default", "named", RealmNotHeld)]
    [InlineData("token root default", "root", RealmNotHeld)]
    [InlineData("declared root", "root", null)]
    [InlineData("operator", "all", null)]
    public async Task User_is_within_reach(string actor, string user, RefusalCode? expected)
    {
        var (who, id, wanted) = (Who(actor), UserId.Parse(user), _store.Users[UserId.Parse(user)]);

        ((await Users.SetPasswordHashAsync(who, id, "hash", Model, default)).Error?.Code).ShouldBe(expected);
        ((await Users.SetDisabledAsync(who, id, false, Model, default)).Error?.Code).ShouldBe(expected);
        ((await Users.PatchAsync(who, id, new UserPatch { SetsEmail = true, Email = "x@example.com" }, Model, default)).Error?.Code).ShouldBe(expected);
        ((await Users.CreateAsync(who, wanted with { Id = UserId.Parse("new") }, Model, default)).Error?.Code).ShouldBe(expected);
    }

    [Theory]
    [InlineData("session boss", "Users Stagers", RealmNotHeld)]
    [InlineData("session boss", "Roots", RealmNotHeld)]
    [InlineData("session boss", "Users Bosses", null)]
    [InlineData("session root", "Users Stagers", null)]
    [InlineData("session root", "Roots", null)]
    [InlineData("token root default", "Users Stagers", RealmNotHeld)]
    [InlineData("token root stage", "Users Stagers", null)]
    [InlineData("operator", "Roots", null)]
    public async Task Role_that_grants_realms_is_given(string actor, string roles, RefusalCode? expected) =>
        ((await Users.SetRolesAsync(Who(actor), UserId.Parse("plain"), Some.Roles(roles.Split(' ')), Model, default)).Error?.Code).ShouldBe(expected);

    [Theory]
    [InlineData("named", "default", "prod", VerificationOutcome.RealmNotHeld)]
    [InlineData("named", "prod", "prod", VerificationOutcome.Valid)]
    [InlineData("staged", "default", "stage", VerificationOutcome.Valid)]
    [InlineData("root", "default", "anything", VerificationOutcome.Valid)]
    [InlineData("all", "*", "anything", VerificationOutcome.Valid)]
    public void Token_works_while_its_owner_has_the_realm(string owner, string now, string realm, VerificationOutcome expected)
    {
        var user = _store.Users[UserId.Parse(owner)] with { Realms = Set(now) };
        Some.Snapshot(Some.Token(7, owner, user.Roles[0].Value) with { Realm = Realm.Parse(realm) }, user, Model).StandingAt(The.Start).ShouldBe(expected);
    }

    [Fact]
    public void Role_that_no_longer_grants_the_realm_ends_the_token()
    {
        var staged = _store.Users[UserId.Parse("staged")];
        var facts = new TokenFacts(Some.Token(7, "staged", "Stagers") with { Realm = Realm.Parse("stage") }, staged);

        TokenSnapshot.Compile(facts, Model).StandingAt(The.Start).ShouldBe(VerificationOutcome.Valid);
        TokenSnapshot.Compile(facts, CreateModel(RealmSet.None)).StandingAt(The.Start).ShouldBe(VerificationOutcome.RealmNotHeld);
        TokenSnapshot.Compile(facts with { Owner = staged with { Roles = Some.Roles("Users") } }, Model).StandingAt(The.Start).ShouldBe(VerificationOutcome.RealmNotHeld);
        TokenSnapshot.Compile(facts with { Owner = staged with { Roles = Some.Roles("Gone") } }, Model).StandingAt(The.Start).ShouldBe(VerificationOutcome.RealmNotHeld);
    }

    private TokenLifecycle Tokens => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, new FakeClock());

    private UserLifecycle Users => new(_store, _store, new FakeClock());

    // operator, session USER, token USER REALM, or a token that the file declares: declared USER.
    private Actor Who(string name)
    {
        var parts = name.Split(' ');
        if (parts is ["operator"])
            return Actor.Operator("root");
        var user = _store.Users[UserId.Parse(parts[1])];
        if (parts[0] == "session")
            return Actor.SignedIn(user, Model);
        var token = Some.Token(1000, parts[1], user.Roles[0].Value) with
        {
            Manages = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users,
            Realm = parts is [_, _, var realm] ? Realm.Parse(realm) : Realm.Default,
        };
        return Actor.Bearer(Some.Snapshot(parts[0] == "declared" ? token with { Id = TokenId.Declared("bootstrap") } : token, user, Model));
    }

    private static RealmSet Set(params string[] realms) => RealmSet.TryParse(realms, out var set, out _) ? set : throw new FormatException();

    private void Put(string id, string role, params string[] realms) => _store.Put(Some.User(id, role) with { Realms = Set(realms) });

    private static AccessModel CreateModel(RealmSet ofStagers)
    {
        const ManagementRights People = ManagementRights.Tokens | ManagementRights.Users;
        var roles = new RoleCatalog(
            [
                Some.Role("Users", 10, ["orders:read"]),
                Some.Role("Stagers", 11, ["orders:read"]) with { Realms = ofStagers },
                Some.Role("Bosses", 20, ["*"], People),
                Some.Role("Roots", 19, ["*"], People) with { Realms = RealmSet.All },
            ],
            The.Permissions);
        return new AccessModel(roles, The.Permissions, [], new TokenOptions(), [], []);
    }
}
