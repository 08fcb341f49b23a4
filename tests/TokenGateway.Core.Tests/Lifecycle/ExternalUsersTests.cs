using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>What an identity provider's word makes of users.</summary>
public sealed class ExternalUsersTests
{
    private static readonly AccessModel Model = Cast.Model();

    private readonly InMemoryStore _store = Cast.Store();
    private readonly InMemoryAudit _audit = new(new FakeClock());

    [Fact]
    public async Task Declared_user_of_the_id_is_another()
    {
        (await SignInAsync(Profile("dave"))).Outcome.ShouldBe(ExternalSignInOutcome.IdTaken);
        (await SignInAsync(Profile("DAVE"))).Outcome.ShouldBe(ExternalSignInOutcome.IdTaken);
    }

    [Fact]
    public async Task User_that_the_file_declares_since_is_another()
    {
        _store.Put(Some.User("dave", "Users") with { Login = Profile("dave").Login });

        (await SignInAsync(Profile("dave"))).Outcome.ShouldBe(ExternalSignInOutcome.IdTaken);
    }

    [Fact]
    public async Task Unusable_id_is_passed_over_and_a_taken_one_is_not()
    {
        (await SignInAsync(Profile("a,b", "nick"))).User!.Id.Value.ShouldBe("nick");
        (await SignInAsync(Profile("alice", "other"), "2")).Outcome.ShouldBe(ExternalSignInOutcome.IdTaken);
        (await SignInAsync(Profile("", "a,b", "50%"), "3")).Outcome.ShouldBe(ExternalSignInOutcome.NoId);
    }

    [Fact]
    public async Task User_who_was_disabled_meanwhile_is_not_raised()
    {
        var user = Some.User("ext", "Users") with { Login = Profile("ext").Login };
        _store.Put(user);
        _store.BeforeWrite = () => _store.Put(user with { IsDisabled = true });

        (await SignInAsync(Profile("ext") with { Roles = Some.Roles("Administrators") })).Outcome.ShouldBe(ExternalSignInOutcome.Changed);

        _store.Users[user.Id].Roles.Single().Value.ShouldBe("Users");
    }

    [Fact]
    public async Task Sign_in_that_changes_nothing_writes_nothing()
    {
        await SignInAsync(Profile("ext"));
        var written = _store.Journal.Count;

        (await SignInAsync(Profile("ext"))).Outcome.ShouldBe(ExternalSignInOutcome.Done);

        _store.Journal.Count.ShouldBe(written);
    }

    [Fact]
    public async Task Change_is_told_and_recorded_as_the_providers()
    {
        await SignInAsync(Profile("ext"));
        _store.Journal.ShouldBe(["write user ext", "told UserChanged ext"]);

        await SignInAsync(Profile("ext") with { Roles = Some.Roles("Engineers"), Realms = RealmSet.Of(Realm.Parse("red")) });

        _store.Audited.Select(entry => (entry.Actor.Name, entry.Action)).ShouldBe(
            [("oidc", AuditAction.UserCreated), ("oidc", AuditAction.UserRolesChanged), ("oidc", AuditAction.UserRealmsChanged)], ignoreOrder: true);
        _store.Users[UserId.Parse("ext")].Realms.Texts.ShouldBe(["red"]);
    }

    [Fact]
    public async Task Realms_stay_where_claims_say_nothing_of_them()
    {
        _store.Put(Some.User("ext", "Users") with { Login = Profile("ext").Login, Realms = RealmSet.Of(Realm.Parse("blue")) });

        (await SignInAsync(Profile("ext"))).User!.Realms.Texts.ShouldBe(["blue"]);
    }

    [Fact]
    public async Task Refusal_about_a_user_is_recorded_there_and_of_nobody_nowhere()
    {
        await SignInAsync(Profile("alice"));
        await SignInAsync(Profile("nobody") with { Roles = [] }, "2");

        var record = _audit.Records.ShouldHaveSingleItem().Entry;
        (record.Action, record.Subject, record.Actor.Address).ShouldBe((AuditAction.SessionRefused, "user:alice", "192.0.2.7"));
        record.After.ShouldBe("""{"reason":"id_taken","issuer":"https://login.example.com","subject":"1"}""");
    }

    private ValueTask<ExternalSignIn> SignInAsync(ExternalProfile profile, string subject = "1") => new ExternalUsers(_store, _audit, _store, new FakeClock())
        .SignInAsync(profile with { Login = profile.Login with { Subject = subject } }, "192.0.2.7", Model, default);

    private static ExternalProfile Profile(params string[] ids) => new()
    {
        Login = new ExternalLogin("https://login.example.com", "1"),
        Ids = [.. ids],
        Roles = Some.Roles("Users"),
    };
}
