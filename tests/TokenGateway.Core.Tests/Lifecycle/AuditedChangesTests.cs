using System.Reflection;
using System.Text.RegularExpressions;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>Every change records itself once, with who, what and whom, and what it was before and is after.</summary>
public sealed partial class AuditedChangesTests
{
    private const string Address = "192.0.2.7";

    private const string TokenSeven = """{"name":"ci","owner":"alice","realm":"default","role":"Engineers","notBefore":null,"expiresAt":null,"hint":""}""";

    private static readonly AccessModel Model = Cast.Model();
    private static readonly TokenId Seven = TokenId.Stored(7);
    private static readonly UserId Bob = UserId.Parse("bob");
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Dictionary<string, AuditActor> Actors = new(StringComparer.Ordinal)
    {
        ["operator"] = new AuditActor("cli:root"),
        ["signed in"] = new AuditActor("user:dora", "dora", null, Address),
        ["bearer"] = new AuditActor("token:1000", "dora", "1000", Address),
    };

    // By method: what it does, and the record that it leaves.
    private static readonly (string Method, Func<AuditedChangesTests, Actor, Task> Change, AuditAction Action, string Subject, string? Before, string? After)[] Changes =
    [
        ("TokenLifecycle.IssueAsync", (it, who) => it.RunAsync(it.Tokens.IssueAsync(who, new IssueRequest { Owner = UserId.Parse("alice"), Name = "ci" }, Model, None)),
            AuditAction.TokenCreated, "token:1", null, """{"name":"ci","owner":"alice","realm":"default","role":"Engineers","notBefore":null,"expiresAt":null,"hint":"HINT"}"""),
        ("TokenLifecycle.DeactivateAsync", (it, who) => it.RunAsync(it.Tokens.DeactivateAsync(who, Seven, None)),
            AuditAction.TokenDeactivated, "token:7", """{"active":true}""", """{"active":false}"""),
        ("TokenLifecycle.ActivateAsync", (it, who) => it.RunAsync(it.Tokens.ActivateAsync(who, TokenId.Stored(8), Model, None)),
            AuditAction.TokenActivated, "token:8", """{"active":false}""", """{"active":true}"""),
        ("TokenLifecycle.DeleteAsync", (it, who) => it.RunAsync(it.Tokens.DeleteAsync(who, Seven, None)), AuditAction.TokenDeleted, "token:7", TokenSeven, null),
        ("TokenLifecycle.RotateAsync", (it, who) => it.RunAsync(it.Tokens.RotateAsync(who, Seven, TimeSpan.FromHours(1), Model, None)),
            AuditAction.TokenRotated, "token:7", """{"hint":""}""", """{"overlapEndsAt":"2031-05-17T13:00:00+00:00"}"""),
        ("TokenLifecycle.EndOverlapAsync", (it, who) => it.RunAsync(it.Tokens.EndOverlapAsync(who, TokenId.Stored(9), None)),
            AuditAction.TokenOverlapEnded, "token:9", """{"overlapEndsAt":"2031-05-17T14:00:00+00:00"}""", null),
        ("UserLifecycle.CreateAsync", (it, who) => it.RunAsync(it.Users.CreateAsync(who, Some.User("new", "Users") with { Email = "n@example.com" }, "a hash", Model, None)),
            AuditAction.UserCreated, "user:new", null, """{"email":"n@example.com","name":null,"roles":["Users"],"realms":["default"],"canCreateTokens":false,"disabled":false,"password":true}"""),
        ("UserLifecycle.SetRolesAsync", (it, who) => it.RunAsync(it.Users.SetRolesAsync(who, Bob, Some.Roles("Engineers"), Model, None)),
            AuditAction.UserRolesChanged, "user:bob", """{"roles":["Users"]}""", """{"roles":["Engineers"]}"""),
        ("UserLifecycle.SetRealmsAsync", (it, who) => it.RunAsync(it.Users.SetRealmsAsync(who, UserId.Parse("alice"), RealmSet.Default, Model, None)),
            AuditAction.UserRealmsChanged, "user:alice", """{"realms":["default","prod"]}""", """{"realms":["default"]}"""),
        ("UserLifecycle.SetCanCreateTokensAsync", (it, who) => it.RunAsync(it.Users.SetCanCreateTokensAsync(who, Bob, true, Model, None)),
            AuditAction.UserCreatorChanged, "user:bob", """{"canCreateTokens":false}""", """{"canCreateTokens":true}"""),
        ("UserLifecycle.SetDisabledAsync", (it, who) => it.RunAsync(it.Users.SetDisabledAsync(who, Bob, true, Model, None)),
            AuditAction.UserDisabled, "user:bob", """{"disabled":false}""", """{"disabled":true}"""),
        ("UserLifecycle.SetDisabledAsync", (it, who) => it.RunAsync(it.Users.SetDisabledAsync(who, UserId.Parse("eve"), false, Model, None)),
            AuditAction.UserEnabled, "user:eve", """{"disabled":true}""", """{"disabled":false}"""),
        ("UserLifecycle.SetPasswordHashAsync", (it, who) => it.RunAsync(it.Users.SetPasswordHashAsync(who, Bob, "a hash", Model, None)),
            AuditAction.UserPasswordChanged, "user:bob", null, """{"password":true}"""),
        ("UserLifecycle.PatchAsync", (it, who) => it.RunAsync(it.Users.PatchAsync(who, Bob, new UserPatch { SetsEmail = true, Email = "b@example.com" }, Model, None)),
            AuditAction.UserProfileChanged, "user:bob", """{"email":null,"name":null}""", """{"email":"b@example.com","name":null}"""),
        ("UserLifecycle.PatchAsync", (it, who) => it.RunAsync(it.Users.PatchAsync(who, UserId.Parse("ci-bot"), new UserPatch { Maintainers = MaintainerSet.Of([new Maintainer(Bob, 2)]) }, Model, None)),
            AuditAction.UserMaintainersChanged, "user:ci-bot", """{"maintainers":["alice #1"]}""", """{"maintainers":["bob #2"]}"""),
        ("UserLifecycle.DeleteAsync", (it, who) => it.RunAsync(it.Users.DeleteAsync(who, Bob, Model, None)),
            AuditAction.UserDeleted, "user:bob", """{"email":null,"name":null,"roles":["Users"],"realms":["default"],"canCreateTokens":false,"disabled":false}""", null),
    ];

    private readonly InMemoryStore _store = Cast.Store();
    private readonly FakeClock _clock = new();

    public AuditedChangesTests()
    {
        _store.Put(Some.User("ci-bot", "Users") with { Number = 9, Maintainers = MaintainerSet.Of([new Maintainer(UserId.Parse("alice"), 1)]) });
        _store.Put(Some.Token());
        _store.Put(Some.Token(8) with { IsActive = false });
        _store.Put(Some.Token(9) with { OverlapEndsAt = The.Start.AddHours(2) });
    }

    public static TheoryData<int, string> ChangesByActors()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Changes.Length; i++)
        {
            foreach (var actor in Actors.Keys)
                data.Add(i, actor);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ChangesByActors))]
    public async Task Change_records_itself_once(int index, string actor)
    {
        var (method, change, action, subject, before, after) = Changes[index];

        await change(this, Who(actor));

        var entry = _store.Audited.ShouldHaveSingleItem(method);
        entry.Actor.ShouldBe(Actors[actor]);
        (entry.Action, entry.Subject).ShouldBe((action, subject));
        entry.Before.ShouldBe(before);
        (entry.After is { } text ? Hint().Replace(text, "\"hint\":\"HINT\"") : null).ShouldBe(after);
    }

    [Fact]
    public void Every_method_that_changes_something_is_in_the_table() =>
        new[] { typeof(TokenLifecycle), typeof(UserLifecycle) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && !method.Name.StartsWith("Get", StringComparison.Ordinal) && !method.Name.StartsWith("List", StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Changes.Select(change => change.Method).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_user_who_is_deleted_takes_a_record_of_each_token_along()
    {
        await RunAsync(Users.DeleteAsync(Who("operator"), UserId.Parse("alice"), Model, None));

        _store.Audited.Select(entry => $"{entry.ActionName} {entry.Subject} {entry.After}").ShouldBe(
        [
            "user.deleted user:alice ", """token.deleted token:7 {"with":"owner"}""", """token.deleted token:8 {"with":"owner"}""",
            """token.deleted token:9 {"with":"owner"}""",
        ]);
    }

    [Fact]
    public async Task What_was_refused_is_no_change()
    {
        var nobody = Cast.Actor("manages nothing", Model);
        (await Tokens.DeleteAsync(nobody, Seven, None)).Succeeded.ShouldBeFalse();
        (await Users.DeleteAsync(nobody, Bob, Model, None)).Succeeded.ShouldBeFalse();
        (await Tokens.IssueAsync(nobody, new IssueRequest { Owner = Bob }, Model, None)).Succeeded.ShouldBeFalse();

        _store.Audited.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limited_token_is_described_with_its_limits()
    {
        var request = new IssueRequest
        {
            Owner = UserId.Parse("alice"),
            Description = "for \"the\" build",
            Permissions = Some.Permissions("orders:read"),
            Manages = ManagementRights.Own,
            ExternalId = ExternalId.TryParse("x-1", out var chosen) ? chosen : null,
            Addresses = [AddressRange.TryParse("192.0.2.0/24", out var range) ? range : throw new FormatException()],
            NotBefore = The.Start.AddDays(1),
            ExpiresAt = The.Start.AddDays(2),
        };
        await RunAsync(Tokens.IssueAsync(Who("operator"), request, Model, None));

        Hint().Replace(_store.Audited.Single().After!, "\"hint\":\"HINT\"").ShouldBe(
            """{"name":"","description":"for \u0022the\u0022 build","owner":"alice","realm":"default","role":"Engineers","permissions":["orders:read"],"manages":["own"],"""
            + """
              "externalId":"x-1","notBefore":"2031-05-18T12:00:00+00:00","expiresAt":"2031-05-19T12:00:00+00:00","addresses":["192.0.2.0/24"],"hint":"HINT"}
              """);
    }

    private TokenLifecycle Tokens => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, _clock);

    private UserLifecycle Users => new(_store, _store, _clock);

    private static Actor Who(string name)
    {
        var dora = Cast.StoredUsers.Single(user => user.Id.Value == "dora");
        var token = Some.Token(1000, "dora", "Administrators") with { Manages = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users };
        return name switch
        {
            "operator" => Actor.Operator("root"),
            "signed in" => Actor.SignedIn(dora, Model, Address),
            _ => Actor.Bearer(Some.Snapshot(token, dora, Model), Address),
        };
    }

    private async Task RunAsync<T>(ValueTask<LifecycleResult<T>> change)
        where T : class
    {
        var result = await change;
        result.Succeeded.ShouldBeTrue(result.Error?.Message);
    }

    [GeneratedRegex("\"hint\":\"tgw_[0-9]+_[^\"]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hint();
}
