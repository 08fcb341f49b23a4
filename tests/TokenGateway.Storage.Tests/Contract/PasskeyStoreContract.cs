using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every store of passkeys keeps.</summary>
public abstract class PasskeyStoreContract : StoreContract
{
    private static readonly UserId Alice = UserId.Parse("alice");

    private IPasskeyStore Passkeys => Store.Passkeys;

    [Fact]
    public async Task Every_part_of_a_passkey_is_kept()
    {
        var passkey = Some(1) with { SignCount = uint.MaxValue, IsBackupEligible = true, IsBackedUp = true, UsedAt = Tests.Some.Moment.AddDays(1) };
        (await AddAsync(passkey)).ShouldBeTrue();
        await ReopenAsync();

        var found = (await Passkeys.FindAsync(passkey.Id, default))!;
        found.PublicKey.ShouldBe(passkey.PublicKey);
        (found with { PublicKey = passkey.PublicKey }).ShouldBe(passkey);
        (await Passkeys.FindAsync("another", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Passkeys_of_a_user_come_oldest_first_and_no_others()
    {
        await AddAsync(Some(1, "b") with { CreatedAt = Tests.Some.Moment.AddDays(1) });
        await AddAsync(Some(1, "a") with { CreatedAt = Tests.Some.Moment.AddDays(2) });
        await AddAsync(Some(2, "c") with { User = UserId.Parse("bob") });

        (await Passkeys.ListAsync(Alice, default)).Select(one => one.Id).ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task Known_id_and_one_too_many_are_not_kept()
    {
        (await AddAsync(Some(1, "a"), most: 2)).ShouldBeTrue();
        (await AddAsync(Some(1, "a") with { User = UserId.Parse("bob") }, most: 2)).ShouldBeFalse();
        (await AddAsync(Some(1, "b"), most: 2)).ShouldBeTrue();
        (await AddAsync(Some(1, "c"), most: 2)).ShouldBeFalse();
        (await AddAsync(Some(2, "d") with { User = UserId.Parse("bob") }, most: 2)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_kept_when_what_it_rests_on_has_changed()
    {
        var user = await AddUserAsync();
        await Users.SetDisabledAsync(Alice, true, default);

        await Should.ThrowAsync<ChangedMeanwhileException>(async () =>
            await Passkeys.AddAsync(Some(user.Number), 20, StoreExtensions.Entry, new WriteBasis { Users = [user] }, default));

        (await Passkeys.ListAsync(Alice, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Counter_moves_from_what_it_was_and_from_nothing_else()
    {
        await AddAsync(Some(1) with { SignCount = 5 });

        (await Passkeys.UseAsync("key", 5, 7, true, Tests.Some.Moment, Tests.Some.Moment, default)).ShouldBeTrue();
        (await Passkeys.UseAsync("key", 5, 8, true, Tests.Some.Moment.AddSeconds(1), Tests.Some.Moment.AddSeconds(2), default)).ShouldBeFalse();
        (await Passkeys.UseAsync("another", 0, 1, true, Tests.Some.Moment, Tests.Some.Moment, default)).ShouldBeFalse();

        var found = (await Passkeys.FindAsync("key", default))!;
        (found.SignCount, found.IsBackedUp, found.UsedAt).ShouldBe((7u, true, Tests.Some.Moment));
    }

    [Fact]
    public async Task Answer_to_one_question_is_good_once_also_where_nothing_counts()
    {
        await AddAsync(Some(1) with { SignCount = 0 });
        var (asked, at) = (Tests.Some.Moment, Tests.Some.Moment.AddSeconds(1));

        (await UseAsync(asked, at)).ShouldBeTrue();
        (await UseAsync(asked, at)).ShouldBeFalse();
        (await UseAsync(asked, at.AddMinutes(4))).ShouldBeFalse();
        (await UseAsync(at.AddTicks(1), at.AddSeconds(1))).ShouldBeTrue();

        // A clock that was set back keeps nobody out.
        (await UseAsync(asked.AddHours(-1), at.AddHours(-1))).ShouldBeTrue();

        ValueTask<bool> UseAsync(DateTimeOffset question, DateTimeOffset now) => Passkeys.UseAsync("key", 0, 0, false, question, now, default);
    }

    [Fact]
    public async Task Removed_passkey_ends_the_sessions_that_it_opened_and_opens_no_more()
    {
        var user = await AddUserAsync();
        await AddAsync(Some(user.Number));
        var (by, other) = (SessionOf(user, "key"), SessionOf(user, null));
        (await Store.Sessions.AddAsync(by, null, StoreExtensions.Entry, default)).ShouldBeTrue();
        await Store.Sessions.AddAsync(other, null, StoreExtensions.Entry, default);

        (await Passkeys.RemoveAsync(UserId.Parse("bob"), "key", StoreExtensions.Entry, default)).ShouldBeFalse();
        (await Passkeys.RemoveAsync(Alice, "key", StoreExtensions.Entry, default)).ShouldBeTrue();
        (await Passkeys.RemoveAsync(Alice, "key", StoreExtensions.Entry, default)).ShouldBeFalse();

        (await Store.Sessions.FindAsync(by.Digest, default)).ShouldBeNull();
        (await Store.Sessions.FindAsync(other.Digest, default)).ShouldBe(other);
        (await Store.Sessions.AddAsync(SessionOf(user, "key"), null, StoreExtensions.Entry, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Deleted_user_leaves_no_passkeys()
    {
        var user = await AddUserAsync();
        await AddAsync(Some(user.Number));

        await Users.DeleteAsync(Alice, Tests.Some.Moment, default);

        (await Passkeys.FindAsync("key", default)).ShouldBeNull();
    }

    private ValueTask<bool> AddAsync(Passkey passkey, int most = 20) => Passkeys.AddAsync(passkey, most, StoreExtensions.Entry, WriteBasis.None, default);

    private async Task<User> AddUserAsync() => (await Users.AddAsync(Tests.Some.User(), "hash", StoreExtensions.Entry, WriteBasis.None, default))!;

    private static Session SessionOf(User user, string? passkey) => new()
    {
        Digest = SessionId.Create().Digest,
        User = user.Id,
        UserNumber = user.Number,
        Passkey = passkey,
        SignedInAt = Tests.Some.Moment,
        SeenAt = Tests.Some.Moment,
        ExpiresAt = Tests.Some.Moment.AddDays(1),
    };

    private static Passkey Some(long number, string id = "key") => new()
    {
        Id = id,
        User = Alice,
        UserNumber = number,
        Handle = "handle",
        Name = "Phone",
        PublicKey = [1, 2, 3],
        SignCount = 0,
        CreatedAt = Tests.Some.Moment,
    };
}
