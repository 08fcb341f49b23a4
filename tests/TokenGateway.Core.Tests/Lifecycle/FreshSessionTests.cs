using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>What a session may do only shortly after its user has shown who it is.</summary>
public sealed class FreshSessionTests
{
    private static readonly AccessModel Model = Cast.Model();

    private readonly InMemoryStore _store = Cast.Store();
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, RefusalCode.SignInAgain)]
    public async Task Management_rights_are_given_by_a_fresh_session_alone(int minutes, RefusalCode? expected)
    {
        var dora = SignedIn("dora", minutes);
        var request = new IssueRequest { Owner = UserId.Parse("dora"), Name = "t", Manages = ManagementRights.Tokens };

        CodeOf(await Tokens().IssueAsync(dora, request, Model, default)).ShouldBe(expected);
        (await Tokens().IssueAsync(dora, request with { Manages = ManagementRights.None }, Model, default)).Error.ShouldBeNull();
        (await Tokens().IssueAsync(Actor.Operator("root"), request, Model, default)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Rotation_of_a_token_with_management_rights_gives_them_too()
    {
        _store.Put(Some.Token(7, "dora", "Administrators") with { Manages = ManagementRights.Users });
        _store.Put(Some.Token(8, "dora", "Administrators"));
        var dora = SignedIn("dora", 6);

        (await Tokens().RotateAsync(dora, TokenId.Stored(7), TimeSpan.Zero, Model, default)).Error!.Code.ShouldBe(RefusalCode.SignInAgain);
        (await Tokens().RotateAsync(dora, TokenId.Stored(8), TimeSpan.Zero, Model, default)).Error.ShouldBeNull();
        (await Tokens().DeleteAsync(dora, TokenId.Stored(7), default)).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, RefusalCode.SignInAgain)]
    public async Task Users_get_management_rights_from_a_fresh_session_alone(int minutes, RefusalCode? expected)
    {
        var (dora, administrators) = (SignedIn("dora", minutes), RoleName.Parse("Administrators"));
        var patch = new UserPatch { Roles = [RoleName.Parse("Engineers"), administrators] };
        _store.Put(Some.User("boss", "Administrators"));

        CodeOf(await Users().CreateAsync(dora, Some.User("mallory", "Administrators"), "hash", Model, default)).ShouldBe(expected);
        CodeOf(await Users().SetRolesAsync(dora, UserId.Parse("bob"), [administrators], Model, default)).ShouldBe(expected);
        CodeOf(await Users().PatchAsync(dora, UserId.Parse("alice"), patch, Model, default)).ShouldBe(expected);
        CodeOf(await Users().SetPasswordHashAsync(dora, UserId.Parse("boss"), "hash", Model, default)).ShouldBe(expected);
        (await Users().CreateAsync(Actor.Operator("root"), Some.User("nina", "Administrators"), "hash", Model, default)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Everything_else_about_users_does_not_ask_how_old_a_session_is()
    {
        var dora = SignedIn("dora", 600);
        _store.Put(Some.User("boss", "Administrators", "Users"));
        var boss = UserId.Parse("boss");

        (await Users().CreateAsync(dora, Some.User("nina", "Users"), "hash", Model, default)).Error.ShouldBeNull();
        (await Users().SetPasswordHashAsync(dora, UserId.Parse("nina"), "hash", Model, default)).Error.ShouldBeNull();
        (await Users().SetPasswordHashAsync(dora, UserId.Parse("dora"), "hash", Model, default)).Error.ShouldBeNull();
        (await Users().SetPasswordHashAsync(dora, boss, null, Model, default)).Error.ShouldBeNull();
        (await Users().PatchAsync(dora, boss, new UserPatch { SetsName = true, Name = "Boss" }, Model, default)).Error.ShouldBeNull();
        (await Users().SetDisabledAsync(dora, boss, true, Model, default)).Error.ShouldBeNull();
        (await Users().SetRolesAsync(dora, boss, [RoleName.Parse("Users")], Model, default)).Error.ShouldBeNull();
        (await Users().DeleteAsync(dora, boss, Model, default)).Error.ShouldBeNull();
    }

    [Fact]
    public void Passkeys_are_added_by_local_users_in_fresh_sessions()
    {
        var passkeys = new PasskeyLifecycle(null!, _clock);

        passkeys.MayAdd(SignedIn("alice", 5)).ShouldBeNull();
        passkeys.MayAdd(SignedIn("alice", 6))!.Code.ShouldBe(RefusalCode.SignInAgain);
        passkeys.MayAdd(Actor.SignedIn(Cast.DeclaredUser, Model, signedInAt: _clock.GetUtcNow()))!.Code.ShouldBe(RefusalCode.DeclaredInFile);
        passkeys.MayAdd(Actor.SignedIn(Some.User("x", "Users") with { Login = new ExternalLogin("https://a", "1") }, Model, signedInAt: _clock.GetUtcNow()))!.Code.ShouldBe(RefusalCode.SignsInAtProvider);
        passkeys.MayAdd(Cast.Actor("admin", Model))!.Code.ShouldBe(RefusalCode.SessionRequired);
        passkeys.MayAdd(Actor.Operator("root"))!.Code.ShouldBe(RefusalCode.SessionRequired);
    }

    private static RefusalCode? CodeOf<T>(LifecycleResult<T> result)
        where T : class => result.Error?.Code;

    private TokenLifecycle Tokens() => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, _clock);

    private UserLifecycle Users() => new(_store, _store, _clock);

    private Actor SignedIn(string user, int minutesAgo) =>
        Actor.SignedIn(_store.Users[UserId.Parse(user)], Model, signedInAt: _clock.GetUtcNow().AddMinutes(-minutesAgo));
}
