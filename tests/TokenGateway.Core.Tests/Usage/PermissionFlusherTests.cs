using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Tests.Usage;

public sealed class PermissionFlusherTests
{
    private static readonly DateOnly Today = new(2031, 5, 17);
    private static readonly AccessSubject Engineer = new(The.Role("Engineers"), The.Set("orders:read", "orders:write"));

    private readonly FakeClock _clock = new();
    private readonly InMemoryPermissionUses _store = new();
    private readonly UsageRecorder _recorder;
    private readonly PermissionFlusher _flusher;
    private ImmutableArray<string> _asked = ["orders:read", "orders:write"];

    public PermissionFlusherTests()
    {
        _recorder = new UsageRecorder(_clock);
        _flusher = new PermissionFlusher(_recorder, _store, () => _asked, _clock);
    }

    [Fact]
    public async Task Needs_are_written_once()
    {
        Need(7, "orders:read");
        await _flusher.FlushAsync(default);
        Need(7, "orders:read");
        await _flusher.FlushAsync(default);

        _store.Uses.ShouldHaveSingleItem().ShouldBe(new((TokenId.Stored(7), "orders:read"), Today));
        _flusher.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Recording_is_told_once_a_day_and_when_rules_ask_for_others()
    {
        await _flusher.FlushAsync(default);
        await _flusher.FlushAsync(default);
        _store.Recordings.ShouldBe(1);

        _asked = ["orders:read", "reports:read"];
        await _flusher.FlushAsync(default);
        _clock.Advance(TimeSpan.FromDays(1));
        await _flusher.FlushAsync(default);

        _store.Recordings.ShouldBe(3);
        _store.Recorded.Keys.ShouldBe(["orders:read", "orders:write", "reports:read"], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_no_rule_asks_for_a_permission_nothing_is_written()
    {
        _asked = [];
        await _flusher.FlushAsync(default);

        (_store.Recordings, _store.Batches.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task What_the_store_refuses_is_kept_and_the_last_day_of_it_is_written()
    {
        _store.IsDown = true;
        Need(7, "orders:read");
        await ShouldBeRefusedAsync();
        _clock.Advance(TimeSpan.FromDays(2));
        await ShouldBeRefusedAsync();
        Need(7, "orders:read");
        Need(8, "orders:write");
        await ShouldBeRefusedAsync();
        _flusher.Pending.ShouldBe(2);

        _store.IsDown = false;
        await _flusher.FlushAsync(default);

        _store.Uses[(TokenId.Stored(7), "orders:read")].ShouldBe(Today.AddDays(2));
        _store.Uses.Count.ShouldBe(2);
        _flusher.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Many_are_written_in_small_batches()
    {
        for (var id = 1; id <= PermissionFlusher.BatchSize + 1; id++)
            Need(id, "orders:read");

        var flush = _flusher.FlushAsync(default).AsTask();
        while (!flush.IsCompleted)
        {
            await Poll.UntilAsync(() => flush.IsCompleted || _clock.ArmedTimers > 0);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await flush;
        _store.Batches.ShouldBe([PermissionFlusher.BatchSize, 1]);
    }

    [Fact]
    public async Task A_flush_that_was_given_up_loses_nothing()
    {
        Need(7, "orders:read");
        await Should.ThrowAsync<OperationCanceledException>(async () => await _flusher.FlushAsync(new CancellationToken(canceled: true)));

        await _flusher.FlushAsync(default);

        _store.Uses.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Days_that_are_not_kept_any_more_are_taken_away()
    {
        await UsageRetention.PruneAsync(_store, _clock, default);

        _store.Prunes.ShouldBe([(Today.AddDays(-400), 2_000)]);
    }

    private readonly Dictionary<long, NeededPermissions> _needed = [];

    private void Need(long token, string permission)
    {
        if (!_needed.TryGetValue(token, out var needed))
            _needed[token] = needed = new NeededPermissions(TokenId.Stored(token), The.Permissions);
        _recorder.Need(needed, Engineer, new AccessCondition { AllPermissions = The.Set(permission), Description = "" });
    }

    private async Task ShouldBeRefusedAsync() =>
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _flusher.FlushAsync(default));
}
