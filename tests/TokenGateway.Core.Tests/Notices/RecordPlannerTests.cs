using TokenGateway.Core.Auditing;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Tests.Fakes;

namespace TokenGateway.Core.Tests.Notices;

public sealed class RecordPlannerTests
{
    private readonly FakeClock _clock = new();
    private readonly InMemoryNotices _notices = new();
    private readonly InMemoryStore _store = new();
    private readonly InMemoryAudit _audit;
    private readonly RecordPlanner _planner;

    public RecordPlannerTests()
    {
        _store.Put(Some.User() with { Email = "alice@example.com" });
        _store.Put(Some.Token());
        _audit = new InMemoryAudit(_clock);
        _planner = new RecordPlanner(_notices, _audit, _store, _store, _clock);
    }

    [Fact]
    public async Task What_happened_before_notices_were_switched_on_is_not_told()
    {
        Record(AuditAction.TokenCreated);

        (await PlanAsync()).ShouldBe(0);
        _notices.Position.ShouldBe(1);
    }

    [Theory]
    [InlineData(AuditAction.TokenCreated, true)]
    [InlineData(AuditAction.TokenRotated, true)]
    [InlineData(AuditAction.TokenSecretReused, true)]
    [InlineData(AuditAction.TokenLeaked, true)]
    [InlineData(AuditAction.TokenImported, false)]
    [InlineData(AuditAction.TokenDeactivated, false)]
    [InlineData(AuditAction.TokenDeleted, false)]
    [InlineData(AuditAction.SettingsChanged, false)]
    public async Task Some_records_are_told_and_all_are_passed(AuditAction action, bool isTold)
    {
        await PlanAsync();
        Record(action);

        (await PlanAsync()).ShouldBe(isTold ? 2 : 0);
        (await PlanAsync()).ShouldBe(0);

        _notices.Position.ShouldBe(1);
        _notices.Added.ShouldAllBe(draft => draft.Content.Type == AuditActions.NameOf(action) && draft.Content.Address == "192.0.2.1");
    }

    [Theory]
    [InlineData(AuditAction.TokenDeactivated, """{"active":false,"reason":"laptop stolen"}""")]
    [InlineData(AuditAction.TokenDeleted, """{"reason":"laptop stolen"}""")]
    public async Task End_of_a_token_is_told_with_its_reason_to_the_owner_and_no_administrator(AuditAction action, string after)
    {
        _store.Put(Some.User("ada", "Administrators") with { Email = "ada@example.com" });
        var options = new NoticeOptions { Smtp = SomeNotice.Options.Smtp, Webhook = SomeNotice.Options.Webhook, ToAdministrators = true };
        await PlanAsync(options);
        Record(action, after: after);
        await PlanAsync(options);

        _notices.Added.Count.ShouldBe(2);
        _notices.Added.ShouldAllBe(draft => draft.Content.Type == AuditActions.NameOf(action) && draft.Content.Reason == "laptop stolen");
        Record(AuditAction.TokenRotated);
        (await PlanAsync(options)).ShouldBe(3, "of a rotation administrators are told");
    }

    [Fact]
    public async Task Who_presents_a_retired_secret_is_not_said_to_be_the_gateway()
    {
        await PlanAsync();
        Record(AuditAction.TokenSecretReused, AuditActor.Gateway);
        await PlanAsync();

        _notices.Added.ShouldAllBe(draft => draft.Content.Actor == null);
    }

    [Fact]
    public async Task Retired_secret_that_is_used_from_many_addresses_is_told_once_an_hour()
    {
        await PlanAsync();
        for (var i = 0; i < 20; i++)
            Record(AuditAction.TokenSecretReused);
        await PlanAsync();
        _notices.Added.Count.ShouldBe(2);

        _clock.Advance(TimeSpan.FromHours(1));
        Record(AuditAction.TokenSecretReused);
        await PlanAsync();
        _notices.Added.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_another_process_has_planned_is_left_to_it()
    {
        await PlanAsync();
        Record(AuditAction.TokenCreated);
        _notices.IsOvertaken = true;

        (await PlanAsync()).ShouldBe(0);
        _notices.Added.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_switched_off_nothing_is_kept_for_later()
    {
        await PlanAsync();
        await PlanAsync(SomeNotice.Off);
        _notices.Position.ShouldBeNull();
        Record(AuditAction.TokenCreated);
        await PlanAsync(SomeNotice.Off);

        (await PlanAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_days_old_is_not_told()
    {
        await PlanAsync();
        Record(AuditAction.TokenCreated);
        _clock.Advance(NoticeBackoff.GiveUpAfter + TimeSpan.FromHours(1));

        (await PlanAsync()).ShouldBe(0);
        _notices.Position.ShouldBe(1);
    }

    [Fact]
    public async Task Token_that_is_gone_is_not_told()
    {
        await PlanAsync();
        Record(AuditAction.TokenCreated);
        _store.Tokens.Clear();

        (await PlanAsync()).ShouldBe(0);
        _notices.Position.ShouldBe(1);
    }

    [Fact]
    public async Task More_records_than_a_page_holds_are_all_told()
    {
        await PlanAsync();
        for (var i = 0; i < 1100; i++)
            Record(AuditAction.TokenRotated);

        (await PlanAsync()).ShouldBe(2200);
        _notices.Position.ShouldBe(1100);
    }

    private void Record(AuditAction action, AuditActor? actor = null, string? after = null) =>
        _audit.Append(new AuditEntry((actor ?? new AuditActor("cli:tests")) with { Address = "192.0.2.1" }, action, "token:7", After: after));

    private ValueTask<int> PlanAsync(NoticeOptions? options = null) => _planner.PlanAsync(The.Model, options ?? SomeNotice.Options, default);
}
