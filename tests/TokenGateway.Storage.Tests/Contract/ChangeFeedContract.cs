using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

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
        await using var reader = await Store.Changes!.OpenAsync(default);

        ShouldBeReset(await reader.ReadAsync(default));
        (await reader.ReadAsync(default)).ShouldBe(ChangeBatch.Nothing);
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

    private static async Task<IChangeReader> OpenAtEndAsync(OpenedStore store)
    {
        var reader = await store.Changes!.OpenAsync(default);
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
