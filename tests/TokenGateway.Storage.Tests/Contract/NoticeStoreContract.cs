using TokenGateway.Core.Notices;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>How every store of notices behaves.</summary>
public abstract class NoticeStoreContract : StoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private INoticeStore Notices => Store.Notices;

    [Fact]
    public async Task Key_is_added_once()
    {
        (await Notices.AddAsync([Draft("a"), Draft("b"), Draft("a")], default)).ShouldBe(2);
        (await Notices.AddAsync([Draft("a"), Draft("c")], default)).ShouldBe(1);

        (await Notices.FindAsync(["a", "c", "x"], default)).ShouldBe(["a", "c"], ignoreOrder: true);
        (await TakeAllAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Notice_comes_back_as_it_was_added()
    {
        var draft = Draft("a");
        await Notices.AddAsync([draft], default);
        await ReopenAsync();

        var taken = await TakeAsync();

        taken.ShouldNotBeNull();
        taken.Content.ShouldBe(draft.Content);
        (taken.Way, taken.Recipient, taken.Attempt, taken.CreatedAt).ShouldBe((NoticeChannelKind.Mail, "alice@example.com", 1, Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Each_way_takes_its_own()
    {
        await Notices.AddAsync([Draft("a") with { Way = NoticeChannelKind.Webhook, Recipient = null }], default);

        (await TakeAsync()).ShouldBeNull();
        (await TakeAsync(NoticeChannelKind.Webhook)).ShouldNotBeNull().Recipient.ShouldBeNull();
    }

    [Fact]
    public async Task Position_and_notices_move_together_or_not_at_all()
    {
        (await Notices.ReadPositionAsync(default)).ShouldBeNull();
        (await Notices.AddAsync([Draft("early")], 0, 5, default)).ShouldBeFalse();
        await Notices.SetPositionAsync(5, default);

        (await Notices.AddAsync([Draft("a")], 5, 7, default)).ShouldBeTrue();
        (await Notices.AddAsync([Draft("b")], 5, 9, default)).ShouldBeFalse();

        (await Notices.ReadPositionAsync(default)).ShouldBe(7);
        (await Notices.FindAsync(["early", "a", "b"], default)).ShouldBe(["a"]);
        await Notices.SetPositionAsync(null, default);
        (await Notices.ReadPositionAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Taken_notice_is_left_alone_until_its_lease_ends()
    {
        await Notices.AddAsync([Draft("a")], default);
        (await TakeAsync()).ShouldNotBeNull();

        (await TakeAsync()).ShouldBeNull();
        Clock.Advance(Lease);
        (await TakeAsync()).ShouldNotBeNull().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Two_processes_never_take_the_same()
    {
        await Notices.AddAsync([.. Enumerable.Range(0, 40).Select(i => Draft($"{i}"))], default);
        await using var other = Fixture.Open();
        var now = Clock.GetUtcNow();

        var taken = await Task.WhenAll(TakeAllAsync(Notices), TakeAllAsync(other.Notices));

        taken.SelectMany(one => one).Select(one => one.Number).ShouldBeUnique();
        taken.Sum(one => one.Count).ShouldBe(40);

        async Task<List<PendingNotice>> TakeAllAsync(INoticeStore store)
        {
            var mine = new List<PendingNotice>();
            while (await store.TakeAsync(NoticeChannelKind.Mail, now, now + Lease, default) is { } notice)
                mine.Add(notice);
            return mine;
        }
    }

    [Fact]
    public async Task Finished_notice_is_never_taken_again_and_its_key_stays_known()
    {
        await Notices.AddAsync([Draft("a")], default);
        await Notices.FinishAsync((await TakeAsync())!, Clock.GetUtcNow(), "sent", default);
        Clock.Advance(TimeSpan.FromDays(100));

        (await TakeAsync()).ShouldBeNull();
        (await Notices.AddAsync([Draft("a")], default)).ShouldBe(0);
    }

    [Fact]
    public async Task Notice_that_was_put_off_is_due_then()
    {
        await Notices.AddAsync([Draft("a")], default);
        await Notices.PutOffAsync((await TakeAsync())!, Clock.GetUtcNow().AddMinutes(5), "busy", default);
        Clock.Advance(TimeSpan.FromMinutes(4.9));
        (await TakeAsync()).ShouldBeNull();

        Clock.Advance(TimeSpan.FromMinutes(0.1));
        (await TakeAsync()).ShouldNotBeNull().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_comes_too_late_changes_nothing()
    {
        await Notices.AddAsync([Draft("a")], default);
        var slow = (await TakeAsync())!;
        Clock.Advance(Lease);
        var quick = (await TakeAsync())!;

        await Notices.FinishAsync(slow, Clock.GetUtcNow(), "sent", default);
        await Notices.PutOffAsync(quick, Clock.GetUtcNow(), "busy", default);
        (await TakeAsync()).ShouldNotBeNull().Attempt.ShouldBe(3);
    }

    [Fact]
    public async Task What_has_been_due_longest_is_taken_first()
    {
        await Notices.AddAsync([Draft("first")], default);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Notices.AddAsync([Draft("second")], default);

        (await TakeAllAsync()).Select(one => one.Content.Id).ShouldBe(["id of first", "id of second"]);
    }

    [Fact]
    public async Task Only_what_was_done_long_ago_is_forgotten()
    {
        await Notices.AddAsync([Draft("done"), Draft("waits")], default);
        await Notices.FinishAsync((await TakeAsync())!, Clock.GetUtcNow(), "sent", default);

        (await Notices.PruneAsync(Clock.GetUtcNow(), default)).ShouldBe(0);
        (await Notices.PruneAsync(Clock.GetUtcNow().AddTicks(1), default)).ShouldBe(1);
        (await Notices.FindAsync(["done", "waits"], default)).ShouldBe(["waits"]);
    }

    [Fact]
    public async Task Tokens_that_end_are_listed_by_end_page_by_page()
    {
        var now = Some.Moment;
        foreach (var (name, days) in new[] { ("c", 9), ("a", 3), ("b", 3), ("late", 11), ("over", 0) })
            await AddTokenAsync(Some.Draft(name: name) with { ExpiresAt = now.AddDays(days) });
        await AddTokenAsync(name: "endless");
        await AddTokenAsync(Some.Draft(name: "off") with { ExpiresAt = now.AddDays(3), IsActive = false });
        var gone = await AddTokenAsync(Some.Draft(name: "gone") with { ExpiresAt = now.AddDays(3) });
        await Tokens.DeleteAsync(gone.Id, now, default);

        var first = await Notices.ListEndingAsync(now, now.AddDays(10), after: null, 2, default);
        var second = await Notices.ListEndingAsync(now, now.AddDays(10), first[^1], 2, default);

        first.Concat(second).Select(token => token.Name).ShouldBe(["a", "b", "c"]);
    }

    private static NoticeDraft Draft(string key) => new(key, NoticeChannelKind.Mail, "alice@example.com", new NoticeContent
    {
        Id = "id of " + key,
        Type = NoticeTypes.NameOf(NoticeType.Expiring),
        At = Some.Moment,
        Token = new NoticeToken { Id = "7", Name = "ci «ü»", Owner = "alice", Realm = "default", Hint = "tgw_7_...9fK2", ExpiresAt = Some.Moment.AddDays(1) },
        Address = "192.0.2.1",
    });

    private ValueTask<PendingNotice?> TakeAsync(NoticeChannelKind way = NoticeChannelKind.Mail) =>
        Notices.TakeAsync(way, Clock.GetUtcNow(), Clock.GetUtcNow() + Lease, default);

    private async Task<List<PendingNotice>> TakeAllAsync()
    {
        var all = new List<PendingNotice>();
        while (await TakeAsync() is { } notice)
            all.Add(notice);
        return all;
    }
}
