using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every user store keeps.</summary>
public abstract class UserStoreContract : StoreContract
{
    private static readonly UserId Alice = UserId.Parse("alice");

    [Fact]
    public async Task Get_of_an_unknown_user_gives_nothing() =>
        (await Users.GetAsync(Alice, default)).ShouldBeNull();

    [Fact]
    public async Task Every_part_of_a_user_is_kept()
    {
        var user = Some.User("alice", "Users", "Engineers") with { IsDisabled = true, CreatedAt = Some.Moment.AddTicks(1_234_567) };
        (await Users.AddAsync(user, default)).ShouldBeTrue();
        await ReopenAsync();

        ShouldBeSame(await Users.GetAsync(Alice, default), user);
    }

    [Fact]
    public async Task Numbers_are_given_once_and_for_ever()
    {
        var first = await AddAsync("alice");
        await Users.DeleteAsync(Alice, Some.Moment, default);
        var second = await AddAsync("alice");
        var third = await AddAsync("bob");
        await ReopenAsync();

        first.ShouldBeGreaterThan(0);
        new[] { first, second, third }.Distinct().Count().ShouldBe(3);
        (await Users.GetAsync(Alice, default))!.Number.ShouldBe(second);
        (await Users.ListAsync(null, 10, default)).Select(one => one.Number).ShouldBe([second, third]);
    }

    [Fact]
    public async Task User_of_a_provider_is_found_by_issuer_and_subject_and_by_nothing_near_them()
    {
        var login = new ExternalLogin("https://login.example.com", "Subject-1");
        await Users.AddAsync(Some.User() with { Login = login }, default);
        await Users.AddAsync(Some.User("bob"), default);
        await ReopenAsync();

        (await Users.FindByLoginAsync(login, default))!.Id.ShouldBe(Alice);
        (await Users.GetAsync(Alice, default))!.Login.ShouldBe(login);
        (await Users.FindByLoginAsync(login with { Subject = "subject-1" }, default)).ShouldBeNull();
        (await Users.FindByLoginAsync(login with { Issuer = "https://login.example.com/" }, default)).ShouldBeNull();
        (await Users.GetAsync(UserId.Parse("bob"), default))!.Login.ShouldBeNull();
    }

    [Fact]
    public async Task One_login_is_one_user_until_that_user_is_deleted()
    {
        var login = new ExternalLogin("https://login.example.com", "1");
        await Users.AddAsync(Some.User() with { Login = login }, default);

        (await Users.AddAsync(Some.User("bob") with { Login = login }, default)).ShouldBeFalse();
        (await Users.AddAsync(Some.User("bob") with { Login = login with { Issuer = "https://other.example.com" } }, default)).ShouldBeTrue();
        await Users.DeleteAsync(Alice, Some.Moment, default);
        (await Users.FindByLoginAsync(login, default)).ShouldBeNull();
        (await Users.AddAsync(Some.User("carol") with { Login = login }, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Empty_until_the_first_user()
    {
        (await Users.IsEmptyAsync(default)).ShouldBeTrue();
        await Users.AddAsync(Some.User(), default);
        (await Users.IsEmptyAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Password_hash_is_kept_replaced_and_taken_away()
    {
        await Users.AddAsync(Some.User(), "first", StoreExtensions.Entry, WriteBasis.None, default);
        (await Users.GetPasswordHashAsync(Alice, default)).ShouldBe("first");
        (await Users.SetPasswordHashAsync(Alice, "second", StoreExtensions.Entry, WriteBasis.None, default)).ShouldBeTrue();
        (await Users.GetPasswordHashAsync(Alice, default)).ShouldBe("second");
        (await Users.SetPasswordHashAsync(Alice, null, StoreExtensions.Entry, WriteBasis.None, default)).ShouldBeTrue();
        (await Users.GetPasswordHashAsync(Alice, default)).ShouldBeNull();
        (await Users.SetPasswordHashAsync(UserId.Parse("nobody"), "x", StoreExtensions.Entry, WriteBasis.None, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Right_to_create_tokens_is_switched_on_and_off()
    {
        await Users.AddAsync(Some.User(), default);
        (await Users.SetCanCreateTokensAsync(Alice, true, StoreExtensions.Entry, WriteBasis.None, default)).ShouldBeTrue();
        (await Users.GetAsync(Alice, default))!.CanCreateTokens.ShouldBeTrue();
        await Users.SetCanCreateTokensAsync(Alice, false, StoreExtensions.Entry, WriteBasis.None, default);
        (await Users.GetAsync(Alice, default))!.CanCreateTokens.ShouldBeFalse();
    }

    [Fact]
    public async Task Missing_email_and_name_stay_missing()
    {
        await Users.AddAsync(Some.User() with { Email = null, Name = null }, default);

        var kept = await Users.GetAsync(Alice, default);

        kept!.Email.ShouldBeNull();
        kept.Name.ShouldBeNull();
    }

    [Fact]
    public async Task Texts_of_any_script_and_the_longest_length_are_kept()
    {
        var user = Some.User(new string('環', UserId.MaxLength)) with { Name = "Zoë \U0001F511 Ω", Email = "zoë@example.com" };
        await Users.AddAsync(user, default);

        ShouldBeSame(await Users.GetAsync(user.Id, default), user);
    }

    [Fact]
    public async Task Add_of_a_taken_id_changes_nothing()
    {
        var first = Some.User();
        await Users.AddAsync(first, default);

        (await Users.AddAsync(Some.User("alice", "Administrators") with { Name = "Mallory" }, default)).ShouldBeFalse();

        ShouldBeSame(await Users.GetAsync(Alice, default), first);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_records_each_kind_of_change()
    {
        await Users.AddAsync(Some.User("alice", "Users") with { Name = "Alice", Email = "old@example.com" }, default);
        var patch = new UserPatch { Roles = [RoleName.Parse("Engineers")], IsDisabled = true, SetsEmail = true };
        AuditEntry[] audits = [new(AuditActor.Gateway, AuditAction.UserRolesChanged, "user:alice"), new(AuditActor.Gateway, AuditAction.UserDisabled, "user:alice")];

        (await Users.PatchAsync(Alice, patch, audits, WriteBasis.None, default)).ShouldBeTrue();

        var user = (await Users.GetAsync(Alice, default))!;
        (user.Email, user.Name, user.IsDisabled, user.CanCreateTokens, user.Roles.Single().Value).ShouldBe((null, "Alice", true, false, "Engineers"));
        (await Store.Audit.ListNewestAsync(AuditFilter.All, null, 2, default)).Select(one => one.Entry.Action)
            .ShouldBe([AuditAction.UserDisabled, AuditAction.UserRolesChanged]);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("prod,stage")]
    [InlineData("*")]
    [InlineData("a \"quoted\" one,é")]
    public async Task Realms_are_kept_as_they_were_given(string texts)
    {
        RealmSet.TryParse(texts.Split(','), out var realms, out _).ShouldBeTrue();
        await Users.AddAsync(Some.User("alice") with { Realms = realms! }, default);
        await Users.AddAsync(Some.User("bob"), default);

        (await Users.GetAsync(Alice, default))!.Realms.ShouldBe(realms);
        (await Users.GetAsync(UserId.Parse("bob"), default))!.Realms.ShouldBe(RealmSet.Default);
        await Users.PatchAsync(UserId.Parse("bob"), new UserPatch { Realms = realms }, [StoreExtensions.Entry], WriteBasis.None, default);
        await Users.PatchAsync(UserId.Parse("bob"), new UserPatch { CanCreateTokens = true }, [StoreExtensions.Entry], WriteBasis.None, default);
        (await Users.GetAsync(UserId.Parse("bob"), default))!.Realms.ShouldBe(realms);
        (await Users.ListAsync(null, 10, default)).ShouldAllBe(user => user.Realms.Equals(realms));
    }

    [Fact]
    public async Task A_patch_of_nothing_writes_nothing_and_one_of_nobody_says_so()
    {
        await Users.AddAsync(Some.User(), default);
        var before = await Store.Audit.ReadHeadAsync(default);

        (await Users.PatchAsync(Alice, new UserPatch(), [], WriteBasis.None, default)).ShouldBeTrue();
        (await Users.PatchAsync(UserId.Parse("nobody"), new UserPatch(), [], WriteBasis.None, default)).ShouldBeFalse();
        (await Users.PatchAsync(UserId.Parse("nobody"), new UserPatch { IsDisabled = true },
            [new AuditEntry(AuditActor.Gateway, AuditAction.UserDisabled, "user:nobody")], WriteBasis.None, default)).ShouldBeFalse();

        (await Store.Audit.ReadHeadAsync(default))!.Seq.ShouldBe(before!.Seq);
    }

    [Fact]
    public async Task User_is_found_only_by_the_id_as_it_was_written()
    {
        await Users.AddAsync(Some.User("alice"), default);

        (await Users.GetAsync(UserId.Parse("Alice"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_id_added_by_many_at_once_is_added_once()
    {
        await using var other = Fixture.Open();

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await (i % 2 == 0 ? Store : other).Users.AddAsync(Some.User(), default))));

        added.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task List_gives_pages_by_ordinal_id()
    {
        foreach (var id in new[] { "bob", "Zed", "älice", "alice", "10", "9" })
            await Users.AddAsync(Some.User(id), default);

        var first = await Users.ListAsync(null, 4, default);
        var second = await Users.ListAsync(first[^1].Id, 4, default);

        first.Select(one => one.Id.Value).ShouldBe(["10", "9", "Zed", "alice"]);
        second.Select(one => one.Id.Value).ShouldBe(["bob", "älice"]);
    }

    [Fact]
    public async Task Set_roles_replaces_them()
    {
        await Users.AddAsync(Some.User("alice", "Users", "Engineers"), default);

        (await Users.SetRolesAsync(Alice, [RoleName.Parse("Administrators")], default)).ShouldBeTrue();

        ShouldBeSame(await Users.GetAsync(Alice, default), Some.User("alice", "Administrators"));
    }

    [Fact]
    public async Task Set_disabled_disables_and_enables()
    {
        await Users.AddAsync(Some.User(), default);

        (await Users.SetDisabledAsync(Alice, true, default)).ShouldBeTrue();
        (await Users.GetAsync(Alice, default))!.IsDisabled.ShouldBeTrue();

        (await Users.SetDisabledAsync(Alice, false, default)).ShouldBeTrue();
        ShouldBeSame(await Users.GetAsync(Alice, default), Some.User());
    }

    [Fact]
    public async Task Changes_of_an_unknown_user_are_refused()
    {
        (await Users.SetRolesAsync(Alice, [RoleName.Parse("Users")], default)).ShouldBeFalse();
        (await Users.SetDisabledAsync(Alice, true, default)).ShouldBeFalse();
        (await Users.DeleteAsync(Alice, Some.Moment, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_leaves_tombstones_of_all_the_users_tokens_and_of_no_others()
    {
        await Users.AddAsync(Some.User(), default);
        await Users.AddAsync(Some.User("bob"), default);
        var earlier = await AddTokenAsync();
        await Tokens.DeleteAsync(earlier.Id, Some.Moment, default);
        var active = await AddTokenAsync();
        var inactive = await AddTokenAsync(Some.Draft() with { IsActive = false });
        var bobs = await AddTokenAsync("bob");

        (await Users.DeleteAsync(Alice, Some.Moment.AddHours(1), default)).ShouldBeTrue();

        (await Users.GetAsync(Alice, default)).ShouldBeNull();
        (await DeletedAtAsync(earlier)).ShouldBe(Some.Moment);
        (await DeletedAtAsync(active)).ShouldBe(Some.Moment.AddHours(1));
        (await DeletedAtAsync(inactive)).ShouldBe(Some.Moment.AddHours(1));
        (await DeletedAtAsync(bobs)).ShouldBeNull();
    }

    [Fact]
    public async Task A_later_user_of_the_same_id_inherits_no_token()
    {
        var digest = Some.Digest();
        await Users.AddAsync(Some.User(), default);
        await AddTokenAsync(Some.Draft(), digest);
        await Users.DeleteAsync(Alice, Some.Moment, default);

        await Users.AddAsync(Some.User(), default);

        (await Tokens.FindAsync(digest, default))!.Token.DeletedAt.ShouldBe(Some.Moment);
        (await Tokens.ListAsync(new TokenFilter { Owner = Alice }, null, 10, default)).ShouldBeEmpty();
    }

    private async Task<DateTimeOffset?> DeletedAtAsync(Token token) => (await Tokens.GetAsync(token.Id, default))!.DeletedAt;

    // Arrays compare by reference, so the roles are compared on their own; the number is the store's to give.
    private static void ShouldBeSame(User? actual, User expected)
    {
        actual!.Roles.ShouldBe(expected.Roles);
        actual.Number.ShouldBeGreaterThan(0);
        (actual with { Roles = expected.Roles, Number = expected.Number }).ShouldBe(expected);
    }

    private async Task<long> AddAsync(string id) =>
        (await Users.AddAsync(Some.User(id), passwordHash: null, StoreExtensions.Entry, WriteBasis.None, default)).ShouldNotBeNull().Number;

    [Theory]
    [InlineData("ALI", "alice")]
    [InlineData("example.COM", "bob")]
    [InlineData("Builder", "bob")]
    [InlineData("%", "")]
    public async Task List_narrows_to_users_with_a_text_in_id_address_or_name(string text, string expected)
    {
        await Users.AddAsync(new User { Id = UserId.Parse("alice"), Roles = [RoleName.Parse("Users")] }, default);
        await Users.AddAsync(new User { Id = UserId.Parse("bob"), Email = "b@example.com", Name = "The builder", Roles = [RoleName.Parse("Users")] }, default);

        string.Join(' ', (await Users.ListAsync(new UserFilter { Contains = text }, null, 10, default)).Select(user => user.Id)).ShouldBe(expected);
        (await Users.GetManyAsync([UserId.Parse("bob"), UserId.Parse("nobody")], default)).ShouldHaveSingleItem().Id.Value.ShouldBe("bob");
    }
}
