using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Usage;

public sealed class UsageRecorderTests
{
    private static readonly UsageOrigin Here = new("192.0.2.1", TokenPlace.Header);
    private static readonly RefusedUse Refused = new(RefusalCode.InsufficientRole, "GET", "orders");
    private static readonly UsageOrigin There = new("192.0.2.2", TokenPlace.Query);

    private readonly FakeClock _clock = new();
    private readonly UsageRecorder _recorder;

    public UsageRecorderTests() => _recorder = new UsageRecorder(_clock);

    [Fact]
    public void Uses_are_collected_with_the_moment_and_the_origin_of_the_last()
    {
        var counter = Counter(7);
        Use(counter, Here);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Use(counter, There);
        _clock.Advance(TimeSpan.FromSeconds(3));

        _recorder.Collect().ShouldBe([new TokenUsage(
            TokenId.Stored(7), new DateOnly(2031, 5, 17), new UsageCounts(Allowed: 2), new TokenUse(The.Start.AddSeconds(1), "192.0.2.2", TokenPlace.Query))]);
    }

    [Fact]
    public void What_was_collected_is_not_collected_again()
    {
        var counter = Counter(7);
        Use(counter, Here);
        _recorder.Collect().Count.ShouldBe(1);

        _recorder.Collect().ShouldBeEmpty();
        Use(counter, Here);
        _recorder.Collect().ShouldHaveSingleItem().Counts.Allowed.ShouldBe(1);
    }

    [Fact]
    public void Each_used_token_is_collected_once_and_unused_ones_never()
    {
        var (first, second, unused) = (Counter(1), Counter(2), Counter(3));
        Use(first, Here);
        Use(second, Here);
        Use(first, Here);

        _recorder.Collect().Select(one => (one.Token, one.Counts.Allowed)).ShouldBe([(second.Token, 1L), (first.Token, 2L)], ignoreOrder: true);
        unused.Next.ShouldBeNull();
    }

    [Fact]
    public void Day_is_that_of_the_last_use()
    {
        var counter = Counter(7);
        _clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Use(counter, Here);
        _clock.Advance(TimeSpan.FromSeconds(2));

        _recorder.Collect().ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2031, 5, 17));
        Use(counter, Here);
        _recorder.Collect().ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2031, 5, 18));
    }

    [Fact]
    public void Every_outcome_is_counted_for_itself()
    {
        var counter = Counter(7);
        var outcomes = Enum.GetValues<UsageOutcome>();
        foreach (var outcome in outcomes)
        {
            for (var i = 0; i <= (int)outcome; i++)
                _recorder.Count(counter, _clock.GetTimestamp(), outcome);
        }

        var counts = _recorder.Collect().ShouldHaveSingleItem().Counts;
        outcomes.Select(counts.Of).ShouldBe([1, 2, 3, 4, 5]);
        counts.Sum().ShouldBe(15);
    }

    [Fact]
    public void A_token_that_is_refused_itself_is_counted_on_its_day_and_has_no_use()
    {
        var counter = Counter(7);
        _clock.Advance(TimeSpan.FromDays(1));
        _recorder.Count(counter, _clock.GetTimestamp(), UsageOutcome.Unauthorized, new RefusedUse(RefusalCode.TokenExpired, "GET", "orders"));

        _recorder.Collect().ShouldBe([new TokenUsage(
            TokenId.Stored(7), new DateOnly(2031, 5, 18), new UsageCounts(Unauthorized: 1), null, new TokenRefusal(The.Start.AddDays(1), "token_expired", "GET", "orders"))]);
    }

    [Fact]
    public void A_request_that_is_under_way_is_a_use_and_no_count_until_it_ends()
    {
        var counter = Counter(7);
        var began = _clock.GetTimestamp();
        _recorder.Use(counter, began, Here);
        _clock.Advance(TimeSpan.FromHours(1));

        _recorder.Collect().ShouldBe([new TokenUsage(
            TokenId.Stored(7), new DateOnly(2031, 5, 17), default, new TokenUse(The.Start, Here.Address, Here.Place))]);
        _recorder.Count(counter, began, UsageOutcome.Allowed);
        _recorder.Collect().ShouldHaveSingleItem().Counts.ShouldBe(new UsageCounts(Allowed: 1));
    }

    [Fact]
    public void Last_refusal_stays_when_requests_are_allowed_again()
    {
        var counter = Counter(7);
        _recorder.Count(counter, _clock.GetTimestamp(), UsageOutcome.RateLimited, new RefusedUse(RefusalCode.RateLimited, null, null));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Use(counter, Here);

        _recorder.Collect().ShouldHaveSingleItem().LastRefusal.ShouldBe(new TokenRefusal(The.Start, "rate_limited", null, null));
    }

    [Fact]
    public async Task Nothing_is_lost_or_counted_twice_while_others_collect()
    {
        const int Threads = 4, Uses = 200_000;
        UsageCounter[] counters = [Counter(1), Counter(2), Counter(3)];
        var users = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Uses; i++)
                Use(counters[(thread + i) % counters.Length], i % 2 == 0 ? Here : There);
        })));

        var collected = new List<TokenUsage>();
        do
            collected.AddRange(_recorder.Collect());
        while (!users.IsCompleted);
        await users;
        collected.AddRange(_recorder.Collect());

        collected.Sum(one => one.Counts.Allowed).ShouldBe(Threads * Uses);
        collected.ShouldAllBe(one => one.Last == new TokenUse(The.Start, Here.Address, Here.Place) || one.Last == new TokenUse(The.Start, There.Address, There.Place));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var counter = Counter(7);
        Allocation.PerRun(() =>
        {
            Use(counter, Here);
            Use(counter, There);
            _recorder.Count(counter, 1, UsageOutcome.Denied, Refused);
            return counter;
        }).ShouldBe(0);
    }

    [Fact]
    public void Uses_of_an_entry_that_left_the_cache_are_collected()
    {
        var cache = new TokenCache(capacity: 1, _clock);
        Use(Fill(cache, 1).SnapshotFor(The.Model).Usage!, Here);
        Use(Fill(cache, 2).SnapshotFor(The.Model).Usage!, Here);
        cache.Reset();

        _recorder.Collect().Select(one => one.Token.Number).ShouldBe([1, 2], ignoreOrder: true);
    }

    [Fact]
    public void Snapshots_of_every_generation_count_in_the_entry()
    {
        var cached = Fill(new TokenCache(capacity: 1, _clock), 1);
        Use(cached.SnapshotFor(The.Model).Usage!, Here);
        Use(cached.SnapshotFor(Some.Model()).Usage!, Here);

        _recorder.Collect().ShouldHaveSingleItem().Counts.Allowed.ShouldBe(2);
    }

    [Fact]
    public void Declared_tokens_have_no_counter()
    {
        var digest = Some.Digest();
        var model = Some.Model(users: [Some.User()], declared: [new(digest, Some.Token() with { Id = TokenId.Declared("ci") })]);

        model.TryFindDeclared(digest, out var snapshot).ShouldBeTrue();
        snapshot!.Usage.ShouldBeNull();
    }

    private static UsageCounter Counter(long token) => new(TokenId.Stored(token));

    private static CachedToken Fill(TokenCache cache, long id)
    {
        cache.TryFill(cache.BeginFill(), Some.Digest(id), new FactsReading(Some.Facts(id), default), loadedAt: 0, out var cached).ShouldBeTrue();
        return cached!;
    }

    private void Use(UsageCounter counter, UsageOrigin origin)
    {
        _recorder.Use(counter, _clock.GetTimestamp(), origin);
        _recorder.Count(counter, _clock.GetTimestamp(), UsageOutcome.Allowed);
    }
}
