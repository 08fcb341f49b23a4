using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>A write happens only while what it rests on holds, and a token belongs to one user and never to the next of that id.</summary>
public abstract class WriteBasisContract : StoreContract
{
    private static readonly UserId Alice = UserId.Parse("alice");

    public enum Write
    {
        Add,
        Import,
        Activate,
        Rotate,
        AddUser,
        SetRoles,
        SetCanCreateTokens,
        Enable,
        Patch,
        SetPassword,
    }

    public enum Meanwhile
    {
        Nothing,
        Deleted,
        DeletedAndMadeAgain,
        Disabled,
        Lowered,
        Deselected,
        LostRealm,
        CredentialDeactivated,
        CredentialDeleted,
        CredentialRotated,
        CredentialRotatedWithOverlap,
        SessionEnded,
    }

    public static TheoryData<Write, Meanwhile> All
    {
        get
        {
            var all = new TheoryData<Write, Meanwhile>();
            foreach (var write in Enum.GetValues<Write>())
            {
                foreach (var meanwhile in Enum.GetValues<Meanwhile>())
                    all.Add(write, meanwhile);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Write_happens_only_while_what_it_rests_on_holds(Write write, Meanwhile meanwhile)
    {
        var alice = (await Users.AddAsync(Some.User() with { CanCreateTokens = true }, null, StoreExtensions.Entry, WriteBasis.None, default))!;
        await Users.AddAsync(Some.User("bob"), default);
        var bobs = await AddTokenAsync("bob");
        var credential = await AddTokenAsync();
        var session = await OpenAsync(alice);
        await HappenAsync(meanwhile, credential, session);
        var basis = new WriteBasis { Users = [alice], Credential = credential, Session = session.Digest };

        var doing = () => DoAsync(write, bobs, basis);

        if (meanwhile is Meanwhile.Nothing or Meanwhile.CredentialRotatedWithOverlap)
            (await doing()).ShouldBeTrue();
        else
            await Should.ThrowAsync<ChangedMeanwhileException>(doing);
    }

    [Fact]
    public async Task Refused_write_leaves_nothing_and_the_store_usable()
    {
        await Users.AddAsync(Some.User(), default);
        var gone = Some.User() with { Number = 99 };

        await Should.ThrowAsync<ChangedMeanwhileException>(() => DoAsync(Write.Add, null!, new WriteBasis { Users = [gone] }));

        (await Tokens.ListAsync(TokenFilter.All, null, 10, default)).ShouldBeEmpty();
        (await AddTokenAsync()).Id.ShouldBe(TokenId.Stored(1));
    }

    [Theory]
    [InlineData(Write.Activate)]
    [InlineData(Write.Rotate)]
    public async Task Token_that_leaked_meanwhile_gets_nothing(Write write)
    {
        var before = await AddTokenAsync();
        await Tokens.ReportLeakAsync(before.Id, true, new LeakEntries(_ => StoreExtensions.Entry, _ => StoreExtensions.Entry, _ => StoreExtensions.Entry), default);

        await Should.ThrowAsync<ChangedMeanwhileException>(() => DoAsync(write, before, new WriteBasis { Subject = before }));

        var after = (await Tokens.GetAsync(before.Id, default))!;
        (after.IsActive, after.LeakedAt is null).ShouldBe((false, false));
        (await DoAsync(write, after, new WriteBasis { Subject = after })).ShouldBeTrue();
    }

    [Fact]
    public async Task Token_keeps_the_number_of_its_owner()
    {
        var first = (await Users.AddAsync(Some.User(), null, StoreExtensions.Entry, WriteBasis.None, default))!;
        var token = await AddTokenAsync();

        token.OwnerNumber.ShouldBe(first.Number);
        (await Tokens.GetAsync(token.Id, default))!.OwnerNumber.ShouldBe(first.Number);
        (await Tokens.ListAsync(new TokenFilter { Owner = Alice, OwnerNumber = first.Number }, null, 10, default)).ShouldHaveSingleItem();
        (await Tokens.ListAsync(new TokenFilter { Owner = Alice, OwnerNumber = first.Number + 1 }, null, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_of_a_declared_owner_has_no_number() => (await AddTokenAsync("dave")).OwnerNumber.ShouldBe(0);

    private async Task<bool> DoAsync(Write write, Token target, WriteBasis basis)
    {
        var entry = StoreExtensions.Entry;
        return write switch
        {
            Write.Add => (await Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), _ => entry, basis, default)).Token is not null,
            Write.Import => (await Tokens.ImportAsync(
                [new TokenImport(Some.Draft(), new SealedValue(Some.Digest(), "hint"), Some.NoQuota)], false, _ => entry, basis, default)).Tokens.Length == 1,
            Write.Activate => await Tokens.SetActiveAsync(target.Id, true, entry, basis, default),
            Write.Rotate => await Tokens.RotateAsync(target.Id, Some.Moment, Some.Moment, Some.Seal(), entry, basis, default) is not null,
            Write.AddUser => await Users.AddAsync(Some.User("carl"), null, entry, basis, default) is not null,
            Write.SetRoles => await Users.SetRolesAsync(UserId.Parse("bob"), [RoleName.Parse("Root")], entry, basis, default),
            Write.SetCanCreateTokens => await Users.SetCanCreateTokensAsync(UserId.Parse("bob"), true, entry, basis, default),
            Write.Enable => await Users.SetDisabledAsync(UserId.Parse("bob"), false, entry, basis, default),
            Write.Patch => await Users.PatchAsync(UserId.Parse("bob"), new() { IsDisabled = false }, [entry], basis, default),
            _ => await Users.SetPasswordHashAsync(UserId.Parse("bob"), "hash", entry, basis, default),
        };
    }

    private async Task HappenAsync(Meanwhile meanwhile, Token credential, Session session)
    {
        var now = Clock.GetUtcNow();
        switch (meanwhile)
        {
            case Meanwhile.Deleted or Meanwhile.DeletedAndMadeAgain:
                await Users.DeleteAsync(Alice, now, default);
                if (meanwhile == Meanwhile.DeletedAndMadeAgain)
                    await Users.AddAsync(Some.User() with { CanCreateTokens = true }, default);
                break;
            case Meanwhile.Disabled:
                await Users.SetDisabledAsync(Alice, true, default);
                break;
            case Meanwhile.Lowered:
                await Users.SetRolesAsync(Alice, [RoleName.Parse("Users")], default);
                break;
            case Meanwhile.Deselected:
                await Users.SetCanCreateTokensAsync(Alice, false, StoreExtensions.Entry, WriteBasis.None, default);
                break;
            case Meanwhile.LostRealm:
                await Users.PatchAsync(Alice, new() { Realms = RealmSet.Of(Realm.Parse("prod")) }, [StoreExtensions.Entry], WriteBasis.None, default);
                break;
            case Meanwhile.CredentialDeactivated:
                await Tokens.SetActiveAsync(credential.Id, false, default);
                break;
            case Meanwhile.CredentialDeleted:
                await Tokens.DeleteAsync(credential.Id, now, default);
                break;
            case Meanwhile.CredentialRotated or Meanwhile.CredentialRotatedWithOverlap:
                var overlap = TimeSpan.FromHours(meanwhile == Meanwhile.CredentialRotated ? 0 : 1);
                await Tokens.RotateAsync(
                    credential.Id, now, now + overlap, _ => new SealedValue(Some.Digest(), "another"), StoreExtensions.Entry, WriteBasis.None, default);
                break;
            case Meanwhile.SessionEnded:
                await Store.Sessions.EndAsync(session.Digest, StoreExtensions.Entry, default);
                break;
        }
    }

    private async Task<Session> OpenAsync(User user)
    {
        var session = new Session
        {
            Digest = SessionId.Create().Digest,
            User = user.Id,
            UserNumber = user.Number,
            SignedInAt = Some.Moment,
            SeenAt = Some.Moment,
            ExpiresAt = Some.Moment.AddDays(1),
        };
        (await Store.Sessions.AddAsync(session, null, StoreExtensions.Entry, default)).ShouldBeTrue();
        return session;
    }
}
