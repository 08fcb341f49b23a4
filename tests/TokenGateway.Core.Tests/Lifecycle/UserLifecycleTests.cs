using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

public sealed class UserLifecycleTests
{
    private static readonly AccessModel Model = Cast.Model();
    private static readonly string[] Changes = ["create", "set-role", "disable", "enable", "delete"];

    private readonly InMemoryStore _store = Cast.Store();

    [Theory]
    [InlineData("operator", null)]
    [InlineData("user manager", null)]
    [InlineData("admin", Forbidden)]
    [InlineData("own", Forbidden)]
    [InlineData("manages nothing", Forbidden)]
    [InlineData("admin, owner lowered", Forbidden)]
    [InlineData("admin, owner gone", Forbidden)]
    public async Task Actor_manages_users(string actor, RefusalCode? expected)
    {
        foreach (var change in Changes)
        {
            var result = await ChangeAsync(change, actor, change == "create" ? "new" : "bob");
            (result.Error?.Code).ShouldBe(expected, change);
            result.Succeeded.ShouldBe(expected is null, change);
        }

        _store.Journal.Count.ShouldBe(expected is null ? 2 * Changes.Length : 0);
    }

    [Theory]
    [InlineData("create", "bob", UserExists)]
    [InlineData("create", "dave", UserExists)]
    [InlineData("set-role", "nobody", UserNotFound)]
    [InlineData("disable", "nobody", UserNotFound)]
    [InlineData("enable", "nobody", UserNotFound)]
    [InlineData("delete", "nobody", UserNotFound)]
    [InlineData("set-role", "dave", DeclaredInFile)]
    [InlineData("disable", "dave", DeclaredInFile)]
    [InlineData("enable", "dave", DeclaredInFile)]
    [InlineData("delete", "dave", DeclaredInFile)]
    public async Task Change_is_refused(string change, string user, RefusalCode expected)
    {
        (await ChangeAsync(change, "operator", user)).Error.ShouldNotBeNull().Code.ShouldBe(expected);
        _store.Journal.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_are_told_after_the_write()
    {
        foreach (var change in Changes)
            await ChangeAsync(change, "operator", "new");
        _store.Journal.ShouldBe(Enumerable.Repeat<string[]>(["write user new", "told UserChanged new"], Changes.Length).SelectMany(one => one));
    }

    [Fact]
    public async Task Created_user_is_dated_and_never_counts_as_declared()
    {
        var wanted = Some.User("new", "Users") with { IsDeclared = true, CreatedAt = DateTimeOffset.MinValue };
        var created = (await Create().CreateAsync(Operator, wanted, Model, CancellationToken.None)).Value.ShouldNotBeNull();
        created.ShouldBe(wanted with { IsDeclared = false, CreatedAt = The.Start });
        _store.Users[wanted.Id].ShouldBe(created);
    }

    [Theory]
    [InlineData("", RoleUnknown, "Ghosts")]
    [InlineData("", RoleUnknown, "Users", "Ghosts")]
    [InlineData("a\r\nb", InvalidValue, "Users")]
    [InlineData("a@example.com", null, "Users", "Auditors")]
    public async Task Roles_are_known_and_texts_printable(string email, RefusalCode? expected, params string[] roles)
    {
        var wanted = Some.User("new", roles) with { Email = email == "" ? null : email };
        var named = wanted with { Id = UserId.Parse("newer"), Email = null, Name = wanted.Email };
        foreach (var user in (User[])[wanted, named])
        {
            var result = await Create().CreateAsync(Operator, user, Model, CancellationToken.None);
            (result.Error?.Code).ShouldBe(expected);
        }

        _store.Users.ContainsKey(wanted.Id).ShouldBe(expected is null);
    }

    [Fact]
    public async Task Texts_have_1_to_255_characters()
    {
        foreach (var (text, expected) in ((string, RefusalCode?)[])[("", InvalidValue), (new string('a', 256), InvalidValue), (new string('a', 255), null)])
        {
            var result = await Create().CreateAsync(Operator, Some.User("new") with { Name = text }, Model, CancellationToken.None);
            (result.Error?.Code).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("BOB", null, UserExists, "BOB is too similar to user bob: ids and e-mail addresses must differ by more than case or look-alike characters.")]
    [InlineData("\uff42ob", null, UserExists, "\uff42ob is too similar to user bob: ids and e-mail addresses must differ by more than case or look-alike characters.")]
    [InlineData("DAVE", null, UserExists, "DAVE is too similar to user dave: ids and e-mail addresses must differ by more than case or look-alike characters.")]
    [InlineData("new", "Dave", InvalidValue, "An e-mail address is one address, as in alice@example.com.")]
    [InlineData("new", "a@example.com,b@example.com", InvalidValue, "An e-mail address is one address, as in alice@example.com.")]
    [InlineData("bob,root", null, InvalidValue, "A user id has no comma: in a header it separates two users.")]
    [InlineData("b\u200bob", null, InvalidValue, "A user id has no invisible or unassigned characters.")]
    public async Task User_that_an_upstream_may_take_for_another_is_refused(string id, string? email, RefusalCode code, string message)
    {
        var error = (await Create().CreateAsync(Operator, Some.User(id) with { Email = email }, Model, CancellationToken.None)).Error.ShouldNotBeNull();
        (error.Code, error.Message).ShouldBe((code, message));
        _store.Journal.ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_of_another_user_is_refused_whatever_its_case()
    {
        _store.Put(_store.Users[UserId.Parse("bob")] with { Email = "bob@example.com" });
        await Create().CreateAsync(Operator, Some.User("new") with { Email = null }, Model, CancellationToken.None);

        var patched = await Create().PatchAsync(Operator, UserId.Parse("new"), new UserPatch { SetsEmail = true, Email = "BOB@example.com" }, Model, CancellationToken.None);

        patched.Error.ShouldNotBeNull().Code.ShouldBe(UserExists);
        _store.Users[UserId.Parse("new")].Email.ShouldBeNull();
    }

    [Fact]
    public async Task User_without_a_role_is_refused()
    {
        (await Create().CreateAsync(Operator, Some.User("new") with { Roles = [] }, Model, CancellationToken.None))
            .Error.ShouldNotBeNull().Code.ShouldBe(InvalidValue);
        (await Create().SetRolesAsync(Operator, UserId.Parse("bob"), [], Model, CancellationToken.None))
            .Error.ShouldNotBeNull().Code.ShouldBe(InvalidValue);
        (await Create().SetRolesAsync(Operator, UserId.Parse("bob"), Some.Roles("Ghosts"), Model, CancellationToken.None))
            .Error.ShouldNotBeNull().Code.ShouldBe(RoleUnknown);
        _store.Journal.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_answers_with_the_user_as_it_is_then()
    {
        (await ChangeAsync("set-role", "operator", "bob")).Value.ShouldNotBeNull().Roles.ShouldBe(Some.Roles("Engineers"));
        (await ChangeAsync("disable", "operator", "bob")).Value.ShouldNotBeNull().IsDisabled.ShouldBeTrue();
        (await ChangeAsync("enable", "operator", "bob")).Value.ShouldNotBeNull().IsDisabled.ShouldBeFalse();
        (await ChangeAsync("delete", "operator", "bob")).Value.ShouldNotBeNull().Id.ShouldBe(UserId.Parse("bob"));
        _store.Users.ContainsKey(UserId.Parse("bob")).ShouldBeFalse();
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_an_exception_and_nothing_is_told()
    {
        _store.IsDown = true;
        foreach (var change in Changes)
            await Should.ThrowAsync<StoreUnavailableException>(ChangeAsync(change, "operator", "new"));
        _store.Journal.ShouldBeEmpty();
    }

    private static Actor Operator => Actor.Operator("root");

    private UserLifecycle Create() => new(_store, _store, new FakeClock());

    private async Task<LifecycleResult<User>> ChangeAsync(string change, string actor, string user)
    {
        var who = Cast.Actor(actor, Model);
        var id = UserId.Parse(user);
        return change switch
        {
            "create" => await Create().CreateAsync(who, Some.User(user, "Users"), Model, CancellationToken.None),
            "set-role" => await Create().SetRolesAsync(who, id, Some.Roles("Engineers"), Model, CancellationToken.None),
            "disable" => await Create().SetDisabledAsync(who, id, isDisabled: true, Model, CancellationToken.None),
            "enable" => await Create().SetDisabledAsync(who, id, isDisabled: false, Model, CancellationToken.None),
            _ => await Create().DeleteAsync(who, id, Model, CancellationToken.None),
        };
    }
}
