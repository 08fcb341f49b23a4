using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every session store of users who can change keeps.</summary>
public abstract class SessionStoreContract : StoreContract
{
    private const string Hash = "hash-1";

    private static readonly UserId Alice = UserId.Parse("alice");

    private static readonly AuditEntry Entry = StoreExtensions.Entry with { Action = AuditAction.SessionStarted };

    private ISessionStore Sessions => Store.Sessions;

    [Fact]
    public async Task Every_part_of_a_session_is_kept()
    {
        var number = await AddUserAsync();
        var session = Some(number) with { Stamp = "stamp", Address = "2001:db8::1", IdToken = "a.b.c" };

        (await Sessions.AddAsync(session, Hash, Entry, default)).ShouldBeTrue();
        await ReopenAsync();

        (await Sessions.FindAsync(session.Digest, default)).ShouldBe(session);
    }

    [Fact]
    public async Task Session_of_a_user_who_is_not_stored_is_kept()
    {
        var session = Some(0);

        (await Sessions.AddAsync(session, passwordHash: null, Entry, default)).ShouldBeTrue();

        (await Sessions.FindAsync(session.Digest, default)).ShouldBe(session);
    }

    [Fact]
    public async Task Without_a_password_the_user_must_still_be_there_and_not_disabled()
    {
        var number = await AddUserAsync();
        (await Sessions.AddAsync(Some(number), passwordHash: null, Entry, default)).ShouldBeTrue();
        (await Sessions.AddAsync(Some(number + 1), passwordHash: null, Entry, default)).ShouldBeFalse();
        await Users.SetDisabledAsync(Alice, true, default);
        (await Sessions.AddAsync(Some(number), passwordHash: null, Entry, default)).ShouldBeFalse();
        await Users.DeleteAsync(Alice, Tests.Some.Moment, default);
        (await Sessions.AddAsync(Some(number), passwordHash: null, Entry, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Unknown_session_is_not_found() => (await Sessions.FindAsync(Some(1).Digest, default)).ShouldBeNull();

    [Fact]
    public async Task Password_that_changed_while_it_was_checked_opens_nothing()
    {
        var session = Some(await AddUserAsync());
        await Users.SetPasswordHashAsync(Alice, "hash-2", Entry, WriteBasis.None, default);

        (await Sessions.AddAsync(session, Hash, Entry, default)).ShouldBeFalse();

        (await Sessions.FindAsync(session.Digest, default)).ShouldBeNull();
    }

    [Fact]
    public async Task User_who_was_disabled_while_the_password_was_checked_gets_no_session()
    {
        var session = Some(await AddUserAsync());
        await Users.SetDisabledAsync(Alice, true, default);

        (await Sessions.AddAsync(session, Hash, Entry, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Later_user_of_the_same_id_and_hash_gets_no_session_of_the_first()
    {
        var session = Some(await AddUserAsync());
        await Users.DeleteAsync(Alice, Tests.Some.Moment, default);
        await AddUserAsync();

        (await Sessions.AddAsync(session, Hash, Entry, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task New_password_ends_the_users_sessions_and_no_others()
    {
        var (alices, bobs) = await AddTwoAsync();

        await Users.SetPasswordHashAsync(Alice, "hash-2", Entry, WriteBasis.None, default);

        (await Sessions.FindAsync(alices.Digest, default)).ShouldBeNull();
        (await Sessions.FindAsync(bobs.Digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Disabling_ends_the_users_sessions_for_good()
    {
        var (alices, bobs) = await AddTwoAsync();

        await Users.SetDisabledAsync(Alice, true, default);
        await Users.SetDisabledAsync(Alice, false, default);

        (await Sessions.FindAsync(alices.Digest, default)).ShouldBeNull();
        (await Sessions.FindAsync(bobs.Digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Disabling_among_other_changes_ends_them_too()
    {
        var (alices, bobs) = await AddTwoAsync();

        await Users.PatchAsync(Alice, new UserPatch { IsDisabled = true, SetsName = true, Name = "A" }, [Entry], WriteBasis.None, default);

        (await Sessions.FindAsync(alices.Digest, default)).ShouldBeNull();
        (await Sessions.FindAsync(bobs.Digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Deleting_ends_the_users_sessions()
    {
        var (alices, bobs) = await AddTwoAsync();

        await Users.DeleteAsync(Alice, Tests.Some.Moment, default);

        (await Sessions.FindAsync(alices.Digest, default)).ShouldBeNull();
        (await Sessions.FindAsync(bobs.Digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Upgraded_hash_leaves_sessions_and_passwords_that_changed_alone()
    {
        var (alices, _) = await AddTwoAsync();

        (await Users.UpgradePasswordHashAsync(Alice, Hash, "hash-1b", default)).ShouldBeTrue();
        (await Users.UpgradePasswordHashAsync(Alice, Hash, "hash-1c", default)).ShouldBeFalse();

        (await Users.GetPasswordHashAsync(Alice, default)).ShouldBe("hash-1b");
        (await Sessions.FindAsync(alices.Digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Touch_moves_forward_only()
    {
        var session = Some(await AddUserAsync());
        await Sessions.AddAsync(session, Hash, Entry, default);

        await Sessions.TouchAsync(session.Digest, session.SeenAt.AddMinutes(5), default);
        await Sessions.TouchAsync(session.Digest, session.SeenAt.AddMinutes(2), default);

        (await Sessions.FindAsync(session.Digest, default))!.SeenAt.ShouldBe(session.SeenAt.AddMinutes(5));
    }

    [Fact]
    public async Task Ended_session_is_gone_for_every_process_and_recorded_once()
    {
        var session = Some(await AddUserAsync());
        await Sessions.AddAsync(session, Hash, Entry, default);
        await using var other = Fixture.Open();

        var end = Entry with { Action = AuditAction.SessionEnded };
        (await other.Sessions.EndAsync(session.Digest, end, default)).ShouldBeTrue();
        (await Sessions.EndAsync(session.Digest, end, default)).ShouldBeFalse();

        (await Sessions.FindAsync(session.Digest, default)).ShouldBeNull();
        var actions = (await Store.Audit.ListAsync(AuditFilter.All, 0, 100, default)).Select(record => record.Entry.Action).ToList();
        actions.Count(one => one == AuditAction.SessionStarted).ShouldBe(1);
        actions.Count(one => one == AuditAction.SessionEnded).ShouldBe(1);
    }

    [Fact]
    public async Task Prune_forgets_what_expired_or_was_not_used_and_keeps_the_rest()
    {
        var number = await AddUserAsync();
        var now = Tests.Some.Moment.AddHours(10);
        var live = Some(number) with { SeenAt = now.AddMinutes(-1) };
        var idle = Some(number) with { SeenAt = now.AddHours(-9) };
        var over = Some(number) with { SeenAt = now.AddMinutes(-1), ExpiresAt = now };
        foreach (var one in new[] { live, idle, over })
            await Sessions.AddAsync(one, Hash, Entry, default);

        (await Sessions.PruneAsync(now, now.AddHours(-8), default)).ShouldBe(2);

        (await Sessions.FindAsync(live.Digest, default)).ShouldBe(live);
        (await Sessions.FindAsync(idle.Digest, default)).ShouldBeNull();
        (await Sessions.FindAsync(over.Digest, default)).ShouldBeNull();
    }

    private async Task<(Session Alices, Session Bobs)> AddTwoAsync()
    {
        var alices = Some(await AddUserAsync());
        var bobs = Some(await AddUserAsync("bob")) with { User = UserId.Parse("bob") };
        (await Sessions.AddAsync(alices, Hash, Entry, default)).ShouldBeTrue();
        (await Sessions.AddAsync(bobs, Hash, Entry, default)).ShouldBeTrue();
        return (alices, bobs);
    }

    private async Task<long> AddUserAsync(string id = "alice") =>
        (await Users.AddAsync(Tests.Some.User(id), Hash, StoreExtensions.Entry, WriteBasis.None, default))!.Number;

    private static Session Some(long number) => new()
    {
        Digest = SessionId.Create().Digest,
        User = Alice,
        UserNumber = number,
        SignedInAt = Tests.Some.Moment,
        SeenAt = Tests.Some.Moment,
        ExpiresAt = Tests.Some.Moment.AddDays(1),
    };
}
