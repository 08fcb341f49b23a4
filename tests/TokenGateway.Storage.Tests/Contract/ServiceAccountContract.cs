using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>Owners that are no person, and who maintains them.</summary>
public abstract class ServiceAccountContract : StoreContract
{
    private static readonly UserId Bot = UserId.Parse("ci-bot");

    [Fact]
    public async Task Maintainers_are_kept_with_id_and_number_and_people_have_none()
    {
        var wanted = Set(("alice", 3), ("b,\"Number\":12}\\_'", 17), ("böb", 18));
        await AddAsync("ci-bot", wanted);
        await AddAsync("lonely-bot", MaintainerSet.None);
        await Users.AddAsync(Some.User(), default);
        await ReopenAsync();

        (await Users.GetAsync(Bot, default))!.Maintainers.ShouldBe(wanted);
        (await Users.GetAsync(UserId.Parse("lonely-bot"), default))!.Maintainers.ShouldBe(MaintainerSet.None);
        (await Users.GetAsync(UserId.Parse("alice"), default))!.IsService.ShouldBeFalse();
        var token = Some.Digest();
        await AddTokenAsync(Some.Draft("ci-bot"), token);
        (await Tokens.FindAsync(token, default))!.Owner!.Maintainers.ShouldBe(wanted);
    }

    [Theory]
    [InlineData(true, null, null, "a-bot b-bot c-bot")]
    [InlineData(false, null, null, "alice")]
    [InlineData(null, null, null, "a-bot alice b-bot c-bot")]
    [InlineData(null, 3L, null, "a-bot b-bot")]
    [InlineData(null, 13L, null, "")]
    [InlineData(null, 1L, null, "")]
    [InlineData(null, 33L, null, "b-bot")]
    [InlineData(true, 3L, "b-b", "b-bot")]
    [InlineData(false, 3L, null, "")]
    public async Task List_narrows_to_a_kind_and_to_those_that_somebody_maintains(bool? isService, long? maintainer, string? contains, string expected)
    {
        await AddAsync("a-bot", Set(("alice", 3)));
        await AddAsync("b-bot", Set(("alice", 3), ("carl", 33)));
        await AddAsync("c-bot", Set(("\"Number\":1}", 5), ("\"Number\":13}", 6)));
        await Users.AddAsync(Some.User(), default);

        var filter = new UserFilter { IsService = isService, Maintainer = maintainer, Contains = contains };

        string.Join(' ', (await Users.ListAsync(filter, null, 10, default)).Select(user => user.Id)).ShouldBe(expected);
    }

    [Fact]
    public async Task Change_of_maintainers_is_told_and_other_changes_leave_them()
    {
        await AddAsync("ci-bot", Set(("alice", 3)));
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);

        (await Users.PatchAsync(Bot, new UserPatch { Maintainers = Set(("bob", 4)) }, [StoreExtensions.Entry], WriteBasis.None, default)).ShouldBeTrue();
        (await Users.GetAsync(Bot, default))!.Maintainers.ShouldBe(Set(("bob", 4)));

        (await reader.ReadAsync(default)).Changes.ShouldHaveSingleItem().ShouldBe(new Change(ChangeKind.UserChanged, "ci-bot"));
        await Users.PatchAsync(Bot, new UserPatch { IsDisabled = true }, [StoreExtensions.Entry], WriteBasis.None, default);
        (await Users.GetAsync(Bot, default))!.Maintainers.ShouldBe(Set(("bob", 4)));
    }

    [Fact]
    public async Task Write_that_rests_on_a_maintainer_is_refused_when_it_is_none_any_more()
    {
        var bot = await AddAsync("ci-bot", Set(("alice", 3)));
        var basis = new WriteBasis { Users = [bot] };
        await Users.PatchAsync(Bot, new UserPatch { Maintainers = MaintainerSet.None }, [StoreExtensions.Entry], WriteBasis.None, default);

        await Should.ThrowAsync<ChangedMeanwhileException>(async () =>
            await Tokens.AddAsync(Some.Draft("ci-bot"), Some.NoQuota, Some.Seal(), _ => StoreExtensions.Entry, basis, default));
    }

    [Fact]
    public async Task No_session_is_opened_for_an_account_whatever_it_shows()
    {
        var bot = await AddAsync("ci-bot", MaintainerSet.None);
        await Users.SetPasswordHashAsync(Bot, "hash", StoreExtensions.Entry, WriteBasis.None, default);

        foreach (var hash in new[] { null, "hash" })
        {
            var session = new Session
            {
                Digest = SessionId.Create().Digest,
                User = bot.Id,
                UserNumber = bot.Number,
                SignedInAt = Some.Moment,
                SeenAt = Some.Moment,
                ExpiresAt = Some.Moment.AddDays(1),
            };
            (await Store.Sessions.AddAsync(session, hash, StoreExtensions.Entry, default)).ShouldBeFalse();
            (await Store.Sessions.FindAsync(session.Digest, default)).ShouldBeNull();
        }
    }

    private static MaintainerSet Set(params (string Id, long Number)[] maintainers) =>
        MaintainerSet.Of(maintainers.Select(one => new Maintainer(UserId.Parse(one.Id), one.Number)));

    private async Task<User> AddAsync(string id, MaintainerSet maintainers) =>
        (await Users.AddAsync(Some.User(id) with { Maintainers = maintainers }, null, StoreExtensions.Entry, WriteBasis.None, default)).ShouldNotBeNull();
}
