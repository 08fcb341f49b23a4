using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every change feed tells.</summary>
public abstract class ChangeFeedContract : StoreContract
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly UserId Alice = UserId.Parse("alice");
    private static readonly Task Never = new TaskCompletionSource().Task;

    [Fact]
    public async Task First_read_is_a_reset_and_the_next_is_empty()
    {
        await AddTokenAsync();
        await using var reader = await Store.Changes!.OpenAsync(null, default);

        ShouldBeReset(await reader.ReadAsync(default));
        (await ReadAsync(reader)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_write_to_a_token_is_told_with_its_kind()
    {
        await using var reader = await OpenAtEndAsync(Store);
        var token = await AddTokenAsync();
        await Tokens.SetActiveAsync(token.Id, false, default);
        await Tokens.SetActiveAsync(token.Id, true, default);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        (await ReadAsync(reader)).ShouldBe([
            new(ChangeKind.TokenAdded, token.Id.ToString()),
            new(ChangeKind.TokenChanged, token.Id.ToString()),
            new(ChangeKind.TokenAdded, token.Id.ToString()),
            new(ChangeKind.TokenChanged, token.Id.ToString()),
        ]);
    }

    [Fact]
    public async Task Every_write_to_a_user_is_told()
    {
        await using var reader = await OpenAtEndAsync(Store);
        await Users.AddAsync(Some.User(), default);
        await Users.SetRolesAsync(Alice, [RoleName.Parse("Users")], default);
        await Users.SetDisabledAsync(Alice, true, default);
        await Users.DeleteAsync(Alice, Some.Moment, default);

        (await ReadAsync(reader)).ShouldBe(Enumerable.Repeat(new Change(ChangeKind.UserChanged, "alice"), 4));
    }

    [Fact]
    public async Task A_users_delete_tells_of_the_user_and_each_token_it_killed()
    {
        await Users.AddAsync(Some.User(), default);
        var one = await AddTokenAsync();
        var two = await AddTokenAsync();
        await using var reader = await OpenAtEndAsync(Store);

        await Users.DeleteAsync(Alice, Some.Moment, default);

        (await ReadAsync(reader)).ShouldBe(
            [
                new(ChangeKind.UserChanged, "alice"),
                new(ChangeKind.TokenChanged, one.Id.ToString()),
                new(ChangeKind.TokenChanged, two.Id.ToString()),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Writes_that_changed_nothing_are_not_told()
    {
        var digest = Some.Digest();
        await Users.AddAsync(Some.User(), default);
        var token = await AddTokenAsync(Some.Draft(), digest);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);
        await using var reader = await OpenAtEndAsync(Store);

        await Users.AddAsync(Some.User(), default);
        await Users.SetDisabledAsync(UserId.Parse("nobody"), true, default);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);
        await Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(digest), default);
        await Tokens.AddAsync(Some.Draft(), new TokenQuota(0, null, Some.Moment), Some.Seal(), default);
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Tokens.AddAsync(Some.Draft(), Some.NoQuota, _ => throw new InvalidOperationException(), default));

        (await ReadAsync(reader)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_do_not_take_changes_from_each_other()
    {
        await using var one = await OpenAtEndAsync(Store);
        await using var two = await OpenAtEndAsync(Store);

        await AddTokenAsync();

        (await ReadAsync(one)).Length.ShouldBe(1);
        (await ReadAsync(two)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Keys_of_any_script_arrive()
    {
        var id = "Zoë \U0001F511 環";
        await using var reader = await OpenAtEndAsync(Store);

        await Users.AddAsync(Some.User(id), default);

        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, id)]);
    }

    [Fact]
    public async Task What_another_process_has_written_is_in_the_next_read()
    {
        await using var other = Fixture.Open();
        await using var reader = await OpenAtEndAsync(Store);

        await other.Users.AddAsync(Some.User(), default);

        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Wait_ends_at_once_for_a_write_of_this_process()
    {
        await using var reader = await OpenAtEndAsync(Store);
        var waiting = reader.WaitAsync(Never, default).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        await AddTokenAsync();

        await waiting.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Wait_ends_at_once_for_a_write_between_the_read_and_the_wait()
    {
        await using var reader = await OpenAtEndAsync(Store);
        await AddTokenAsync();

        await reader.WaitAsync(Never, default).AsTask().WaitAsync(Deadline);
    }

    [Fact]
    public async Task Wait_ends_at_once_for_who_asks()
    {
        var asked = new TaskCompletionSource();
        await using var reader = await OpenAtEndAsync(Store);
        var waiting = reader.WaitAsync(asked.Task, default).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        asked.SetResult();

        await waiting.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Wait_ends_after_the_polling_interval_and_not_before()
    {
        await using var reader = await OpenAtEndAsync(Store);
        var waiting = reader.WaitAsync(Never, default).AsTask();

        Clock.Advance(Fixture.PollingInterval - TimeSpan.FromTicks(1));
        waiting.IsCompleted.ShouldBeFalse();

        Clock.Advance(TimeSpan.FromTicks(1));
        await waiting.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Wait_and_read_end_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var reader = await OpenAtEndAsync(Store);
        var waiting = reader.WaitAsync(Never, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Deadline));
        await Should.ThrowAsync<OperationCanceledException>(async () => await reader.ReadAsync(cancellation.Token));
    }

    [Fact]
    public async Task Parallel_writers_in_two_processes_are_told_completely_once_and_never_early()
    {
        const int Writes = 40;
        await using var other = Fixture.Open();
        await using var reader = await OpenAtEndAsync(Store);
        var writers = Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            var ids = new List<string>();
            for (var n = 0; n < Writes; n++)
                ids.Add((await (i % 2 == 0 ? Store : other).Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!.Id.ToString());
            return ids;
        })).ToArray();

        var told = new List<string>();
        using var deadline = new CancellationTokenSource(Deadline);
        while (told.Count < writers.Length * Writes && !writers.Any(one => one.IsFaulted))
        {
            foreach (var change in await ReadAsync(reader, deadline.Token))
            {
                told.Add(change.Key);
                TokenId.TryParse(change.Key, out var id).ShouldBeTrue();
                (await Tokens.GetAsync(id, default)).ShouldNotBeNull();
            }

            await Task.Yield();
        }

        var written = (await Task.WhenAll(writers)).SelectMany(ids => ids).ToArray();
        told.ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public async Task Prune_leaves_a_reader_at_the_end_undisturbed()
    {
        await AddTokenAsync();
        await using var reader = await OpenAtEndAsync(Store);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.PruneChangesAsync(Clock.GetUtcNow().AddDays(-1), default);
        await Users.AddAsync(Some.User(), default);

        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Prune_keeps_what_is_young_enough()
    {
        await AddTokenAsync();
        await using var reader = await OpenAtEndAsync(Store);
        await Users.AddAsync(Some.User(), default);
        await Store.PruneChangesAsync(Clock.GetUtcNow(), default);

        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task A_reader_below_the_floor_is_reset_and_then_goes_on()
    {
        await using var reader = await OpenAtEndAsync(Store);
        await Users.AddAsync(Some.User(), default);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.PruneChangesAsync(Clock.GetUtcNow().AddDays(-1), default);

        ShouldBeReset(await reader.ReadAsync(default));
        await Users.SetDisabledAsync(Alice, true, default);
        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task The_floor_stays_when_there_is_nothing_more_to_prune()
    {
        await using var other = Fixture.Open();
        await using var reader = await OpenAtEndAsync(other);
        await Users.AddAsync(Some.User(), default);
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.PruneChangesAsync(Clock.GetUtcNow(), default);
        await Store.PruneChangesAsync(Clock.GetUtcNow(), default);
        await ReopenAsync();

        ShouldBeReset(await reader.ReadAsync(default));
    }

    [Fact]
    public async Task A_reader_above_the_end_is_reset_and_then_goes_on()
    {
        await AddTokenAsync();
        await AddTokenAsync();
        await using var reader = await OpenAtEndAsync(Store);

        await Fixture.LoseRecentChangesAsync();

        ShouldBeReset(await reader.ReadAsync(default));
        await Users.AddAsync(Some.User(), default);
        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task A_reader_that_meets_another_store_is_reset_and_then_goes_on()
    {
        await AddTokenAsync();
        await using var reader = await OpenAtEndAsync(Store);

        await Fixture.BecomeAnotherStoreAsync();

        ShouldBeReset(await reader.ReadAsync(default));
        await Users.AddAsync(Some.User(), default);
        (await ReadAsync(reader)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Reader_opened_at_a_cursor_goes_on_from_there()
    {
        await using var first = await OpenAtEndAsync(Store);
        await AddTokenAsync();
        var cursor = (await first.ReadAsync(default)).Cursor;
        await Users.AddAsync(Some.User(), default);
        ChangeCursor.TryParse(cursor.ToString(), out var kept).ShouldBeTrue();

        await using var second = await Store.Changes!.OpenAsync(kept, default);

        (await ReadAsync(second)).ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Reader_opened_at_the_end_reads_nothing_and_stands_there_still()
    {
        await using var first = await OpenAtEndAsync(Store);
        await AddTokenAsync();
        var cursor = (await first.ReadAsync(default)).Cursor;

        await using var second = await Store.Changes!.OpenAsync(cursor, default);

        (await ReadAsync(second)).ShouldBeEmpty();
        (await second.ReadAsync(default)).Cursor.ShouldBe(cursor);
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData(null, 1)]
    public async Task Cursor_of_another_epoch_or_behind_the_end_is_a_reset(string? epoch, long further)
    {
        await AddTokenAsync();
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        var (known, seq) = (await reader.ReadAsync(default)).Cursor;

        await using var other = await Store.Changes!.OpenAsync(new ChangeCursor(epoch ?? known, seq + further), default);

        ShouldBeReset(await other.ReadAsync(default));
    }

    [Fact]
    public async Task Cursor_below_the_floor_is_a_reset()
    {
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        var cursor = (await reader.ReadAsync(default)).Cursor;
        await AddTokenAsync();
        Clock.Advance(TimeSpan.FromDays(2));
        await Store.PruneChangesAsync(Clock.GetUtcNow(), default);

        await using var late = await Store.Changes!.OpenAsync(cursor, default);

        ShouldBeReset(await late.ReadAsync(default));
    }

    // A number that a write gave back, or that nobody saw, would be a change that a follower waits for or misses.
    [Fact]
    public async Task Numbers_rise_by_one_a_change_and_a_write_that_is_rolled_back_takes_none()
    {
        var token = await AddTokenAsync();
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        var before = (await reader.ReadAsync(default)).Cursor;

        await Tokens.SetActiveAsync(token.Id, false, default);
        await Tokens.ImportAsync(
            [new TokenImport(Some.Draft(), new SealedValue(Some.Digest(), ""), Some.NoQuota)], isDryRun: true, _ => StoreExtensions.Entry, WriteBasis.None, default);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        var batch = await reader.ReadAsync(default);
        batch.Changes.Length.ShouldBe(2);
        batch.Cursor.ShouldBe(before with { Seq = before.Seq + 2 });
    }

    [Fact]
    public async Task Heartbeat_is_not_of_the_future_and_not_older_than_a_follower_may_be()
    {
        await using var reader = await OpenAtEndAsync(Store);
        Clock.Advance(TimeSpan.FromHours(1));
        await AddTokenAsync();

        var heartbeat = (await reader.ReadAsync(default)).Heartbeat ?? Clock.GetUtcNow();

        heartbeat.ShouldBeInRange(Clock.GetUtcNow() - Freshness.TrustedFor, Clock.GetUtcNow());
    }

    [Fact]
    public async Task Facts_are_as_of_a_place_that_covers_every_change_that_was_committed_before()
    {
        var digest = Some.Digest();
        await using var reader = await OpenAtEndAsync(Store);
        await using var other = Fixture.Open();
        var token = await AddTokenAsync(Some.Draft(), digest);
        await other.Tokens.SetActiveAsync(token.Id, false, default);

        var followed = (await reader.ReadAsync(default)).Cursor;

        (await Tokens.ReadFactsAsync(digest, default)).AsOf.ShouldBe(followed);
        (await other.Tokens.ReadFactsAsync(Some.Digest(), default)).ShouldBe(new FactsReading(null, followed));
    }

    private static async Task<IChangeReader> OpenAtEndAsync(OpenedStore store)
    {
        var reader = await store.Changes!.OpenAsync(null, default);
        ShouldBeReset(await reader.ReadAsync(default));
        return reader;
    }

    private static async Task<Change[]> ReadAsync(IChangeReader reader, CancellationToken cancellationToken = default)
    {
        var batch = await reader.ReadAsync(cancellationToken);
        batch.IsReset.ShouldBeFalse();
        return [.. batch.Changes];
    }

    private static void ShouldBeReset(ChangeBatch batch)
    {
        batch.IsReset.ShouldBeTrue();
        batch.Changes.ShouldBeEmpty();
    }
}
