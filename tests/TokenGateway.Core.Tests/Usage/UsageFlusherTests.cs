using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Tests.Usage;

public sealed class UsageFlusherTests
{
    private static readonly UsageOrigin Here = new("192.0.2.1", TokenPlace.Header);

    private readonly FakeClock _clock = new();
    private readonly RecordingUsageStore _store = new();
    private readonly UsageRecorder _recorder;
    private readonly UsageFlusher _flusher;

    public UsageFlusherTests()
    {
        _recorder = new UsageRecorder(_clock);
        _flusher = new UsageFlusher(_recorder, _store, _clock);
    }

    [Fact]
    public async Task Uses_are_written_once()
    {
        Use(7, 7, 8);

        await _flusher.FlushAsync(default);
        await _flusher.FlushAsync(default);

        _store.Batches.Count.ShouldBe(1);
        _store.All.Select(one => (one.Token.Number, one.Counts.Allowed)).ShouldBe([(7L, 2L), (8L, 1L)], ignoreOrder: true);
        _flusher.Pending.ShouldBe(0);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    public async Task Store_is_told_how_far_a_last_use_must_move(int seconds)
    {
        var flusher = seconds == 60 ? _flusher : new UsageFlusher(_recorder, _store, _clock) { Resolution = TimeSpan.FromSeconds(seconds) };
        Use(7);

        await flusher.FlushAsync(default);

        _store.Resolution.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Many_tokens_are_written_in_small_batches_with_a_pause_between()
    {
        Use([.. Enumerable.Range(1, (2 * UsageFlusher.BatchSize) + 1).Select(id => (long)id)]);

        var flush = _flusher.FlushAsync(default).AsTask();
        _store.Batches.Count.ShouldBe(1);
        await AdvanceUntilAsync(flush);

        _store.Batches.Select(batch => batch.Count).ShouldBe([UsageFlusher.BatchSize, UsageFlusher.BatchSize, 1]);
        _store.All.Select(one => one.Token).Distinct().Count().ShouldBe((2 * UsageFlusher.BatchSize) + 1);
    }

    [Fact]
    public async Task What_the_store_refuses_is_kept_added_up_and_written_when_it_answers()
    {
        _store.TakesBatches = 0;
        Use(7, 8);
        await ShouldBeRefusedAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Use(7);
        await ShouldBeRefusedAsync();
        _flusher.Pending.ShouldBe(2);

        _store.TakesBatches = null;
        await _flusher.FlushAsync(default);

        _store.All.Select(one => (one.Token.Number, one.Counts.Allowed, one.Last!.At)).ShouldBe(
            [(7L, 2L, The.Start.AddSeconds(5)), (8L, 1L, The.Start)], ignoreOrder: true);
        _flusher.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Batches_before_a_refusal_are_not_written_again()
    {
        _store.TakesBatches = 1;
        Use([.. Enumerable.Range(1, UsageFlusher.BatchSize + 1).Select(id => (long)id)]);
        var flush = _flusher.FlushAsync(default).AsTask();
        await Should.ThrowAsync<StoreUnavailableException>(AdvanceUntilAsync(flush));
        _flusher.Pending.ShouldBe(1);

        _store.TakesBatches = null;
        await _flusher.FlushAsync(default);

        _store.All.Select(one => one.Token).ShouldBeUnique();
        _store.All.Sum(one => one.Counts.Allowed).ShouldBe(UsageFlusher.BatchSize + 1);
    }

    [Fact]
    public async Task Outcomes_of_several_collections_are_added_up_and_the_last_refusal_stays_the_last()
    {
        _store.TakesBatches = 0;
        Refuse(7, RefusalCode.InsufficientRole, UsageOutcome.Denied);
        await ShouldBeRefusedAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Refuse(7, RefusalCode.TokenExpired, UsageOutcome.Unauthorized);
        Use(7);
        _store.TakesBatches = null;

        await _flusher.FlushAsync(default);

        var written = _store.All.ShouldHaveSingleItem();
        written.Counts.ShouldBe(new UsageCounts(Allowed: 1, Denied: 1, Unauthorized: 1));
        written.LastRefusal.ShouldBe(new TokenRefusal(The.Start.AddSeconds(5), "token_expired", "GET", "orders"));
        written.Last!.At.ShouldBe(The.Start.AddSeconds(5));
    }

    [Fact]
    public async Task Days_of_an_outage_over_midnight_stay_apart()
    {
        _store.TakesBatches = 0;
        Use(7);
        await ShouldBeRefusedAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        Use(7);
        _store.TakesBatches = null;

        await _flusher.FlushAsync(default);

        _store.All.Select(one => one.Day).ShouldBe([new DateOnly(2031, 5, 17), new DateOnly(2031, 5, 18)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_long_outage_keeps_a_bounded_number_of_tokens_and_counts_what_it_drops()
    {
        _store.TakesBatches = 0;
        Use([.. Enumerable.Range(1, UsageFlusher.MostKept).Select(id => (long)id)]);
        await ShouldBeRefusedAsync();
        Use(1, UsageFlusher.MostKept + 1);
        await ShouldBeRefusedAsync();

        _flusher.Pending.ShouldBe(UsageFlusher.MostKept);
        _flusher.Dropped.ShouldBe(1);
        _store.TakesBatches = null;
        await AdvanceUntilAsync(_flusher.FlushAsync(default).AsTask());
        _store.All.Single(one => one.Token.Number == 1).Counts.Allowed.ShouldBe(2);
        _store.All.Sum(one => one.Counts.Allowed).ShouldBe(UsageFlusher.MostKept + 1);
    }

    [Fact]
    public async Task A_flush_that_was_given_up_loses_nothing()
    {
        Use(7);
        await Should.ThrowAsync<OperationCanceledException>(async () => await _flusher.FlushAsync(new CancellationToken(canceled: true)));

        await _flusher.FlushAsync(default);

        _store.All.ShouldHaveSingleItem().Counts.Allowed.ShouldBe(1);
    }

    [Fact]
    public async Task Days_that_are_not_kept_any_more_are_taken_away_a_part_at_a_time()
    {
        _store.Old = 4_500;

        await UsageRetention.PruneAsync(_store, _clock, default);

        _store.Prunes.ShouldBe(Enumerable.Repeat((new DateOnly(2031, 5, 17).AddDays(-400), 2_000), 3));
        _store.Old.ShouldBe(0);
    }

    // A counter each, as two secrets of one token have.
    private void Use(params long[] tokens) => Array.ForEach(tokens, token =>
    {
        var counter = new UsageCounter(TokenId.Stored(token));
        _recorder.Use(counter, _clock.GetTimestamp(), Here);
        _recorder.Count(counter, _clock.GetTimestamp(), UsageOutcome.Allowed);
    });

    private void Refuse(long token, RefusalCode code, UsageOutcome outcome) =>
        _recorder.Count(new UsageCounter(TokenId.Stored(token)), _clock.GetTimestamp(), outcome, new RefusedUse(code, "GET", "orders"));

    private async Task ShouldBeRefusedAsync() =>
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _flusher.FlushAsync(default));

    private async Task AdvanceUntilAsync(Task flush)
    {
        while (!flush.IsCompleted)
        {
            await Poll.UntilAsync(() => flush.IsCompleted || _clock.ArmedTimers > 0);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await flush;
    }
}
