using System.Collections.Concurrent;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class ChangeFollowerTests : IAsyncLifetime
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);

    private readonly FakeClock _clock = new();
    private readonly FakeFeed _feed = new();
    private readonly RecordingSink _sink = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Freshness _freshness;
    private Task _run = Task.CompletedTask;

    public ChangeFollowerTests() => _freshness = new Freshness(_clock);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    [Fact]
    public async Task First_read_resets_and_confirms()
    {
        _feed.Gives(ChangeBatch.Reset);
        await FollowAsync();
        _sink.Told.ShouldBe(["reset"]);
        _freshness.IsFresh.ShouldBeTrue();
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_are_told_in_order()
    {
        _feed.Gives(ChangeBatch.Reset);
        _feed.Gives(new ChangeBatch([new(ChangeKind.TokenChanged, "1"), new(ChangeKind.UserChanged, "alice")], IsReset: false));
        _feed.Gives(ChangeBatch.Nothing);
        _feed.Gives(new ChangeBatch([new(ChangeKind.TokenAdded, "2")], IsReset: false));
        await FollowAsync();
        _sink.Told.ShouldBe(["reset", "1", "alice", "2"]);
    }

    [Fact]
    public async Task Reset_in_a_batch_comes_before_its_changes()
    {
        _feed.Gives(new ChangeBatch([new(ChangeKind.TokenChanged, "1")], IsReset: true));
        await FollowAsync();
        _sink.Told.ShouldBe(["reset", "1"]);
    }

    [Fact]
    public async Task Confirmation_counts_from_where_the_read_began()
    {
        _feed.Gives(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1.5));
            return ChangeBatch.Nothing;
        });
        await FollowAsync();
        _freshness.Age.ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task Confirmation_counts_from_the_heartbeat_that_was_applied()
    {
        _feed.Gives(ChangeBatch.Reset with { Heartbeat = _clock.GetUtcNow() - TimeSpan.FromSeconds(1.5) });
        await FollowAsync();
        _freshness.Age.ShouldBe(TimeSpan.FromSeconds(1.5));
        _freshness.IsFresh.ShouldBeTrue();
    }

    // A replica that hangs behind answers every read at once.
    [Fact]
    public async Task Reads_from_behind_confirm_nothing_however_many_return()
    {
        var heartbeat = _clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        for (var read = 0; read < 10; read++)
            _feed.Gives(ChangeBatch.Nothing with { Heartbeat = heartbeat });
        await FollowAsync();
        _freshness.IsFresh.ShouldBeFalse();
        _freshness.IsRecent.ShouldBeFalse();
        _freshness.Polls.IsAnswering.ShouldBeTrue();
    }

    // A balancer sends the follower to a replica that hangs behind: what it is filled from now is not what was confirmed.
    [Fact]
    public async Task Reset_from_behind_takes_back_what_was_confirmed_before()
    {
        _feed.Gives(ChangeBatch.Reset);
        _feed.Gives(ChangeBatch.Reset with { Heartbeat = _clock.GetUtcNow() - TimeSpan.FromMinutes(1) });
        await FollowAsync();
        _freshness.IsFresh.ShouldBeFalse();
        _freshness.Age.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Heartbeat_of_a_clock_that_is_ahead_counts_from_where_the_read_began()
    {
        _feed.Gives(ChangeBatch.Nothing with { Heartbeat = _clock.GetUtcNow() + TimeSpan.FromMinutes(1) });
        await FollowAsync();
        _freshness.Age.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task After_an_outage_the_feed_is_told_where_the_last_reader_stood()
    {
        var cursor = new ChangeCursor("store", 7);
        _feed.Gives(ChangeBatch.Reset with { Cursor = cursor });
        _feed.Fails(new StoreUnavailableException("down"));
        _run = Run();
        await Poll.UntilAsync(() => _clock.ArmedTimers == 1);
        _feed.From.ShouldBeNull();
        _clock.Advance(Retry);
        await Poll.UntilAsync(() => _feed.IsDrained);
        _feed.From.ShouldBe(cursor);
        _sink.Told.ShouldBe(["reset"]);
    }

    [Fact]
    public async Task Read_that_fails_confirms_nothing()
    {
        _feed.Fails(new StoreUnavailableException("down"));
        _run = Run();
        await Poll.UntilAsync(() => _clock.ArmedTimers == 1);
        _freshness.IsFresh.ShouldBeFalse();
        _sink.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outage_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        _feed.Gives(ChangeBatch.Reset);
        for (var failure = 0; failure < 4; failure++)
            _feed.Fails(new StoreUnavailableException($"down {failure}"));
        _run = Run();
        for (var failure = 0; failure < 4; failure++)
        {
            await Poll.UntilAsync(() => _clock.ArmedTimers == 1);
            _told.ShouldBe(["lost down 0"]);
            if (failure == 3)
                _feed.Gives(ChangeBatch.Reset);
            _clock.Advance(Retry);
        }

        _feed.Gives(ChangeBatch.Nothing);
        await Poll.UntilAsync(() => _feed.IsDrained);
        _told.ShouldBe(["lost down 0", "found after 1000 ms"]);
        _sink.Told.ShouldBe(["reset", "reset"]);
        (_feed.Opened, _feed.Disposed).ShouldBe((5, 4));
    }

    [Fact]
    public async Task Failure_of_any_kind_is_an_outage_and_does_not_end_it()
    {
        _feed.Fails(new InvalidOperationException("a defect"));
        _feed.Gives(ChangeBatch.Reset);
        _run = Run();
        await Poll.UntilAsync(() => _clock.ArmedTimers == 1);
        _freshness.IsFresh.ShouldBeFalse();
        _clock.Advance(Retry);
        await Poll.UntilAsync(() => _feed.IsDrained);
        _told.ShouldBe(["lost a defect", "found after 250 ms"]);
    }

    [Fact]
    public async Task Second_outage_is_told_again()
    {
        _feed.Fails(new StoreUnavailableException("first"));
        _feed.Gives(ChangeBatch.Reset);
        _feed.Fails(new StoreUnavailableException("second"));
        _feed.Gives(ChangeBatch.Reset);
        _run = Run();
        await Poll.UntilAsync(() => _told.Count == 1 && _clock.ArmedTimers == 1);
        _clock.Advance(Retry);
        await Poll.UntilAsync(() => _told.Count == 3 && _clock.ArmedTimers == 1);
        _clock.Advance(Retry);
        await Poll.UntilAsync(() => _feed.IsDrained);
        _told.ShouldBe(["lost first", "found after 250 ms", "lost second", "found after 250 ms"]);
    }

    [Fact]
    public async Task Store_that_does_not_open_is_an_outage_too()
    {
        _feed.FailsToOpen = new StoreUnavailableException("closed");
        _run = Run();
        await Poll.UntilAsync(() => _clock.ArmedTimers == 1);
        _feed.FailsToOpen = null;
        _feed.Gives(ChangeBatch.Reset);
        _clock.Advance(Retry);
        await Poll.UntilAsync(() => _feed.IsDrained);
        _told.ShouldBe(["lost closed", "found after 250 ms"]);
    }

    [Fact]
    public async Task Cancellation_ends_it_quietly_while_it_reads()
    {
        _feed.Gives(ChangeBatch.Reset);
        await FollowAsync();
        await _stop.CancelAsync();
        await _run;
        _told.ShouldBeEmpty();
        _feed.Disposed.ShouldBe(1);
    }

    [Fact]
    public async Task Cancellation_ends_it_quietly_while_it_waits_for_the_store()
    {
        _feed.Fails(new StoreUnavailableException("down"));
        _run = Run();
        await Poll.UntilAsync(() => _clock.ArmedTimers == 1);
        await _stop.CancelAsync();
        await _run;
        _feed.Opened.ShouldBe(1);
    }

    private async Task FollowAsync()
    {
        _run = Run();
        await Poll.UntilAsync(() => _feed.IsDrained);
    }

    private Task Run() => new ChangeFollower(_feed, _sink, _freshness, _clock)
    {
        Lost = failure => _told.Enqueue($"lost {failure.Message}"),
        Found = since => _told.Enqueue($"found after {since.TotalMilliseconds} ms"),
    }.RunAsync(_stop.Token);
}
