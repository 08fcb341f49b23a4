using TokenGateway.Core.Notices;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Notices;

public sealed class ExpiryPlannerTests
{
    private readonly FakeClock _clock = new();
    private readonly InMemoryNotices _notices = new();
    private readonly InMemoryStore _store = new();

    public ExpiryPlannerTests() => _store.Put(Some.User() with { Email = "alice@example.com" });

    [Fact]
    public async Task Token_near_its_end_is_told_to_its_owner_and_the_webhook_once()
    {
        Put(days: 100);
        _clock.Advance(TimeSpan.FromDays(75));

        (await PlanAsync()).ShouldBe(2);
        (await PlanAsync()).ShouldBe(0);

        var ticks = The.Start.AddDays(100).UtcTicks;
        _notices.Added.Select(draft => (draft.Key, draft.Way, draft.Recipient)).ShouldBe(
        [
            ($"expiring:7:{ticks}:2592000:webhook", NoticeChannelKind.Webhook, null),
            ($"expiring:7:{ticks}:2592000:mail:owner", NoticeChannelKind.Mail, "alice@example.com"),
        ]);
        _notices.Added.Select(draft => draft.Content.Id).ShouldBeUnique();
        _notices.Added.ShouldAllBe(draft => draft.Content.Type == "token.expiring" && draft.Content.Token.Id == "7");
    }

    [Fact]
    public async Task Each_lead_time_is_told_when_it_begins()
    {
        Put(days: 100);
        foreach (var (days, planned) in new[] { (69.9, 0), (0.2, 2), (22.9, 2), (5.5, 0), (0.6, 2), (0.5, 0), (5, 0) })
        {
            _clock.Advance(TimeSpan.FromDays(days));
            (await PlanAsync()).ShouldBe(planned, $"at {(_clock.GetUtcNow() - The.Start).TotalDays} days");
        }
    }

    [Fact]
    public async Task New_address_of_the_owner_is_no_reason_to_tell_it_again()
    {
        Put(days: 100);
        _clock.Advance(TimeSpan.FromDays(75));
        await PlanAsync();
        _store.Put(Some.User() with { Email = "alice@new.example.com" });

        (await PlanAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Owner_without_address_switched_off_or_gone_gets_no_mail()
    {
        Put(days: 100);
        _clock.Advance(TimeSpan.FromDays(75));
        _store.Put(Some.User());
        (await PlanAsync()).ShouldBe(1);
        _store.Put(Some.User() with { Email = "alice@example.com", IsDisabled = true });
        (await PlanAsync()).ShouldBe(0);
        _store.Users.Clear();
        (await PlanAsync()).ShouldBe(0);
        _notices.Added.Single().Way.ShouldBe(NoticeChannelKind.Webhook);
    }

    [Fact]
    public async Task Token_of_a_service_account_is_told_to_those_who_maintain_it_now_and_once_to_each()
    {
        _store.Put(Some.User("ci-bot") with
        {
            Number = 9,
            Email = "bots@example.com",
            Maintainers = MaintainerSet.Of(
            new[] { "alice", "bob", "carl", "dora", "gone" }.Select((id, at) => new Maintainer(UserId.Parse(id), at + 1)))
        });
        _store.Put(Some.User("alice", "Administrators") with { Number = 1, Email = "alice@example.com" });
        _store.Put(Some.User("bob") with { Number = 2, Email = "bob@example.com", IsDisabled = true });
        _store.Put(Some.User("carl") with { Number = 30, Email = "carl@example.com" });
        _store.Put(Some.User("dora") with { Number = 4, Email = "dora@example.com" });
        _notices.Ending.Add(Some.Token(7, "ci-bot") with { OwnerNumber = 9, ExpiresAt = The.Start.AddDays(100) });
        _clock.Advance(TimeSpan.FromDays(75));

        await PlanAsync(new NoticeOptions { Smtp = SomeNotice.Options.Smtp, Webhook = SomeNotice.Options.Webhook, ToAdministrators = true });

        _notices.Added.Select(draft => draft.Recipient).ShouldBe([null, "bots@example.com", "alice@example.com", "dora@example.com"]);
        _notices.Added.Select(draft => draft.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task Declared_token_is_told_too()
    {
        var owner = Some.User("dave") with { Email = "dave@example.com" };
        var token = Some.Token(owner: "dave") with { Id = TokenId.Declared("ci"), ExpiresAt = The.Start.AddDays(5), CreatedAt = default };
        var model = Some.Model(users: [owner], declared: [new(Some.Digest(), token)]);

        (await new ExpiryPlanner(_notices, _store, _clock).PlanAsync(model, SomeNotice.Options, default)).ShouldBe(2);

        _notices.Added[1].Recipient.ShouldBe("dave@example.com");
        _notices.Added[1].Key.ShouldStartWith("expiring:static:ci:");
    }

    [Fact]
    public async Task More_tokens_than_a_page_holds_are_all_told()
    {
        for (var id = 1; id <= 1200; id++)
            Put(days: 100, id);
        _clock.Advance(TimeSpan.FromDays(75));

        (await PlanAsync()).ShouldBe(2400);
    }

    [Fact]
    public async Task Nothing_is_planned_when_nobody_is_told_anything()
    {
        Put(days: 100);
        _clock.Advance(TimeSpan.FromDays(75));

        (await PlanAsync(SomeNotice.Off)).ShouldBe(0);
        (await PlanAsync(new NoticeOptions { LeadTimes = [], Smtp = SomeNotice.Options.Smtp })).ShouldBe(0);
    }

    private void Put(double days, long id = 7) =>
        _notices.Ending.Add(Some.Token(id) with { ExpiresAt = The.Start.AddDays(days) });

    private ValueTask<int> PlanAsync(NoticeOptions? options = null) =>
        new ExpiryPlanner(_notices, _store, _clock).PlanAsync(The.Model, options ?? SomeNotice.Options, default);
}
