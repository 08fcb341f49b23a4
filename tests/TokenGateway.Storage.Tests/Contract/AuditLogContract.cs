using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every audit log keeps.</summary>
public abstract class AuditLogContract : StoreContract
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private IAuditLog Log => Store.Audit;

    [Fact]
    public async Task A_log_in_which_nothing_stands_is_intact_and_has_no_ends()
    {
        (await Log.ReadHeadAsync(default)).ShouldBeNull();
        (await Log.ReadCheckpointAsync(default)).ShouldBeNull();
        (await Log.ListAsync(AuditFilter.All, 0, 10, default)).ShouldBeEmpty();
        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Every_part_of_an_entry_is_kept()
    {
        var actor = new AuditActor("token:7", "zoë \U0001F511 環", "7", "2001:db8::1");
        var entry = new AuditEntry(actor, AuditAction.TokenRotated, "token:8", """{"hint":"a"}""", "");
        Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await Log.AppendAsync(entry, default);
        await ReopenAsync();

        var record = (await Log.ListAsync(AuditFilter.All, 0, 10, default)).ShouldHaveSingleItem();
        record.Seq.ShouldBe(1);
        record.At.ShouldBe(Clock.GetUtcNow());
        record.Entry.ShouldBe(entry);
        (await Log.ReadHeadAsync(default))!.IsAt(1, record.Seal).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_missing_stays_missing()
    {
        var entry = new AuditEntry(AuditActor.Gateway, AuditAction.SettingsChanged, "settings");
        await Log.AppendAsync(entry, default);

        (await Log.ListAsync(AuditFilter.All, 0, 10, default)).Single().Entry.ShouldBe(entry);
    }

    [Fact]
    public async Task A_change_and_its_record_happen_together_or_not_at_all()
    {
        await Users.AddAsync(Some.User(), default);
        await Users.AddAsync(Some.User(), default);
        await Users.SetDisabledAsync(UserId.Parse("nobody"), true, default);
        await Tokens.DeleteAsync(TokenId.Stored(99), Some.Moment, default);
        var broken = new AuditEntry(new AuditActor(null!), AuditAction.UserDisabled, "user:alice");

        await Should.ThrowAsync<Exception>(() => Users.SetDisabledAsync(UserId.Parse("alice"), true, broken, WriteBasis.None, default).AsTask());

        (await Log.ListAsync(AuditFilter.All, 0, 10, default)).Count.ShouldBe(1);
        (await Users.GetAsync(UserId.Parse("alice"), default))!.IsDisabled.ShouldBeFalse();
        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Lists_go_up_and_down_page_by_page()
    {
        await FillAsync(7);

        (await Numbers(Log.ListAsync(AuditFilter.All, 0, 3, default))).ShouldBe([1, 2, 3]);
        (await Numbers(Log.ListAsync(AuditFilter.All, 5, 3, default))).ShouldBe([6, 7]);
        (await Numbers(Log.ListNewestAsync(AuditFilter.All, null, 3, default))).ShouldBe([7, 6, 5]);
        (await Numbers(Log.ListNewestAsync(AuditFilter.All, 3, 3, default))).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Filters_hold_in_both_directions()
    {
        await AppendAsync("cli:root", AuditAction.UserCreated, "user:alice");
        Clock.Advance(Day);
        var (from, _) = (Clock.GetUtcNow(), await AppendAsync("user:alice", AuditAction.TokenCreated, "token:1"));
        Clock.Advance(Day);
        await AppendAsync("user:alice", AuditAction.TokenDeleted, "token:1");
        var filters = new (AuditFilter Filter, long[] Expected)[]
        {
            (new() { Actor = "user:alice" }, [2, 3]),
            (new() { Actor = "alice" }, []),
            (new() { Subject = "token:1" }, [2, 3]),
            (new() { Action = AuditAction.TokenDeleted }, [3]),
            (new() { From = from }, [2, 3]),
            (new() { Until = from }, [1]),
            (new() { From = from, Until = from + Day }, [2]),
            (new() { Actor = "cli:root", Action = AuditAction.TokenCreated }, []),
        };

        foreach (var (filter, expected) in filters)
        {
            (await Numbers(Log.ListAsync(filter, 0, 10, default))).ShouldBe(expected, filter.ToString());
            (await Numbers(Log.ListNewestAsync(filter, null, 10, default))).ShouldBe(expected.Reverse(), filter.ToString());
        }
    }

    [Fact]
    public async Task Deleting_a_user_records_the_user_and_each_token()
    {
        await Users.AddAsync(Some.User(), default);
        var (one, two) = (await AddTokenAsync(), await AddTokenAsync());
        await AddTokenAsync("bob");

        await Users.DeleteAsync(
            UserId.Parse("alice"), Some.Moment, Entry("user:alice"), id => Entry($"token:{id}"), default);

        (await Log.ListAsync(AuditFilter.All, 4, 10, default)).Select(record => record.Entry.Subject)
            .ShouldBe(["user:alice", $"token:{one.Id}", $"token:{two.Id}"]);
    }

    [Fact]
    public async Task Writers_of_two_processes_leave_one_unbroken_chain()
    {
        await using var other = Fixture.Open();

        await Task.WhenAll(ChangeAsync(Store, "alice", 200), ChangeAsync(other, "bob", 200));

        var report = await VerifyAsync();
        report.Fault.ShouldBeNull();
        report.Checked.ShouldBe(400);
    }

    [Fact]
    public async Task A_check_during_writes_and_pruning_finds_nothing_wrong()
    {
        await FillAsync(1100);
        Clock.Advance(2 * Day);
        await using var other = Fixture.Open();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await other.Audit.AppendAsync(Entry("settings"), default);
                await other.Audit.PruneAsync(Clock.GetUtcNow() - Day, 20, default);
            }
        });

        var checks = 0;
        do
        {
            (await VerifyAsync()).Fault.ShouldBeNull();
            checks++;
        }
        while (!writing.IsCompleted);
        await writing;

        checks.ShouldBeGreaterThan(0);
        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Pruning_takes_the_old_in_steps_and_leaves_a_checkpoint_and_a_record()
    {
        await FillAsync(5);
        Clock.Advance(2 * Day);
        await FillAsync(2);
        var before = Clock.GetUtcNow() - Day;

        (await Log.PruneAsync(before, 3, default)).ShouldBe(new AuditPruning(3));
        (await Log.ReadCheckpointAsync(default))!.Seq.ShouldBe(3);
        (await Log.PruneAsync(before, 3, default)).ShouldBe(new AuditPruning(2));
        (await Log.PruneAsync(before, 3, default)).ShouldBe(new AuditPruning(0));

        (await Log.ReadCheckpointAsync(default))!.Seq.ShouldBe(5);
        (await Numbers(Log.ListAsync(AuditFilter.All, 0, 10, default))).ShouldBe([6, 7, 8, 9]);
        var record = (await Log.ListNewestAsync(AuditFilter.All, null, 1, default)).Single();
        record.Entry.ShouldBe(new AuditEntry(AuditActor.Gateway, AuditAction.AuditPruned, "audit", After: """{"upTo":5,"records":2}"""));
        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Pruning_everything_keeps_the_newest()
    {
        await FillAsync(3);
        Clock.Advance(Day);

        (await Log.PruneAsync(Clock.GetUtcNow(), 100, default)).Gone.ShouldBe(2);

        (await Numbers(Log.ListAsync(AuditFilter.All, 0, 10, default))).ShouldBe([3, 4]);
        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Pruning_of_nothing_but_earlier_prunings_is_no_record()
    {
        await FillAsync(3);
        Clock.Advance(2 * Day);
        await Log.PruneAsync(Clock.GetUtcNow(), 2, default);
        await FillAsync(1);
        await Log.PruneAsync(Clock.GetUtcNow() - Day, 1, default);
        Clock.Advance(2 * Day);

        (await Log.PruneAsync(Clock.GetUtcNow() - Day, 10, default)).Gone.ShouldBe(2);

        (await Numbers(Log.ListAsync(AuditFilter.All, 0, 10, default))).Length.ShouldBe(2);
        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_young_record_before_an_old_one_ends_the_pruning()
    {
        await FillAsync(2);
        Clock.Advance(2 * Day);
        await FillAsync(1);
        Clock.Advance(-2 * Day);
        await FillAsync(3);

        (await Log.PruneAsync(Clock.GetUtcNow() + Day, 100, default)).Gone.ShouldBe(2);

        (await VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_head_that_was_told_is_found_again()
    {
        await FillAsync(5);
        var told = await ToldHeadAsync();
        await FillAsync(5);

        (await VerifyAsync(told)).Fault.ShouldBeNull();
        (await VerifyAsync(await ToldHeadAsync())).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_head_before_the_checkpoint_cannot_be_compared_one_at_it_can()
    {
        await FillAsync(5);
        var told = await ToldHeadAsync();
        Clock.Advance(2 * Day);
        await FillAsync(3);

        await Log.PruneAsync(Clock.GetUtcNow() - Day, 5, default);
        (await VerifyAsync(told)).ShouldSatisfyAllConditions(it => it.Fault.ShouldBeNull(), it => it.IsKnownHeadTooOld.ShouldBeFalse());

        Clock.Advance(2 * Day);
        await Log.PruneAsync(Clock.GetUtcNow() - Day, 2, default);
        (await VerifyAsync(told)).ShouldSatisfyAllConditions(it => it.Fault.ShouldBeNull(), it => it.IsKnownHeadTooOld.ShouldBeTrue());
    }

    [Fact]
    public async Task A_new_key_begins_anew_and_leaves_what_it_cannot_check()
    {
        await FillAsync(4);
        var told = await ToldHeadAsync();
        var recorded = new AuditEntry(new AuditActor("cli:root"), AuditAction.AuditRekeyed, "audit");
        (await Store.RekeyAuditAsync(recorded, default)).Seq.ShouldBe(5);
        await ReopenAsync();
        await FillAsync(2);

        var report = await VerifyAsync(told);

        report.Fault.ShouldBeNull();
        (report.Unchecked, report.Checked).ShouldBe((4, 3));
        (await Log.ListAsync(AuditFilter.All, 4, 1, default)).Single().Entry.ShouldBe(recorded);
    }

    [Fact]
    public async Task Retention_takes_what_an_earlier_key_sealed_too()
    {
        await FillAsync(4);
        await Store.RekeyAuditAsync(Entry("audit"), default);
        await ReopenAsync();
        Clock.Advance(2 * Day);
        await FillAsync(2);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            (await Log.PruneAsync(Clock.GetUtcNow() - Day, 2, default)).Fault.ShouldBeNull();
            (await VerifyAsync()).Fault.ShouldBeNull();
        }

        (await Log.ListAsync(AuditFilter.All, 0, 1, default)).Single().Seq.ShouldBe(6);
        (await VerifyAsync()).Unchecked.ShouldBe(0);
    }

    private Task<AuditReport> VerifyAsync(AuditHead? known = null) => new AuditVerifier(Log, Store.AuditChain!.Value).VerifyAsync(known, default);

    private async Task<AuditHead> ToldHeadAsync()
    {
        AuditHead.TryParse((await Log.ReadHeadAsync(default))!.ToString(), out var head).ShouldBeTrue();
        return head!;
    }

    private async Task FillAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await Log.AppendAsync(Entry($"token:{i}"), default);
    }

    private async Task<bool> AppendAsync(string actor, AuditAction action, string subject)
    {
        await Log.AppendAsync(new AuditEntry(new AuditActor(actor), action, subject), default);
        return true;
    }

    private static AuditEntry Entry(string subject) => new(new AuditActor("cli:tests"), AuditAction.TokenDeleted, subject);

    private static async Task ChangeAsync(OpenedStore store, string user, int count)
    {
        await store.Users.AddAsync(Some.User(user), default);
        for (var i = 1; i < count; i++)
            await store.Users.SetDisabledAsync(UserId.Parse(user), i % 2 == 0, default);
    }

    private static async Task<long[]> Numbers(ValueTask<IReadOnlyList<AuditRecord>> records) => [.. (await records).Select(one => one.Seq)];
}
