using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class TokenCacheTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void What_was_filled_is_found()
    {
        var cache = Create();
        var cached = Fill(cache, 7);
        cache.TryGet(Some.Digest(7), out var found).ShouldBeTrue();
        found.ShouldBeSameAs(cached);
        cache.TryGet(Some.Digest(8), out _).ShouldBeFalse();
        cache.Count.ShouldBe(1);
    }

    [Fact]
    public void Owner_of_several_tokens_is_kept_once_and_one_that_differs_is_not_taken_for_it()
    {
        var cache = Create();
        var first = Fill(cache, 7).Facts.Owner;
        Fill(cache, 8).Facts.Owner.ShouldBeSameAs(first);
        var lowered = Some.Facts(9) with { Owner = Some.User("alice", "Users") };
        cache.TryFill(cache.BeginFill(), Some.Digest(9), new FactsReading(lowered, default), 0, out var cached).ShouldBeTrue();
        cached!.Facts.Owner.ShouldBeSameAs(lowered.Owner);
    }

    [Fact]
    public void Capacity_below_1_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Create(0));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Cache_never_grows_beyond_its_capacity(int capacity)
    {
        var cache = Create(capacity);
        for (var id = 1; id <= 1000; id++)
        {
            Fill(cache, id);
            cache.Count.ShouldBe(Math.Min(id, capacity));
            cache.TryGet(Some.Digest(id), out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void Entry_that_is_asked_for_survives_a_flood_of_others()
    {
        var cache = Create(10);
        var hot = Fill(cache, 1);
        for (var id = 2; id <= 1000; id++)
        {
            cache.TryGet(Some.Digest(1), out var found).ShouldBeTrue($"given up at {id}");
            found.ShouldBeSameAs(hot);
            Fill(cache, id);
        }
    }

    [Fact]
    public void Entry_that_nobody_asks_for_is_given_up_and_dead()
    {
        var cache = Create(2);
        var cold = Fill(cache, 1).SnapshotFor(The.Model);
        Fill(cache, 2);
        Fill(cache, 3);
        cache.TryGet(Some.Digest(1), out _).ShouldBeFalse();
        cold.IsDead.ShouldBeTrue();
    }

    [Fact]
    public void All_entries_hot_still_give_place_to_a_new_one()
    {
        var cache = Create(3);
        for (var id = 1; id <= 3; id++)
        {
            Fill(cache, id);
            cache.TryGet(Some.Digest(id), out _);
        }

        Fill(cache, 4);
        cache.Count.ShouldBe(3);
        cache.TryGet(Some.Digest(4), out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ChangeKind.TokenAdded, "7")]
    [InlineData(ChangeKind.TokenChanged, "7")]
    [InlineData(ChangeKind.UserChanged, "alice")]
    public void Change_removes_what_it_concerns_and_marks_it_dead(ChangeKind kind, string key)
    {
        var cache = Create();
        var snapshot = Fill(cache, 7).SnapshotFor(The.Model);
        var other = Fill(cache, 8, "bob").SnapshotFor(The.Model);
        cache.Apply(new Change(kind, key));
        cache.TryGet(Some.Digest(7), out _).ShouldBeFalse();
        snapshot.IsDead.ShouldBeTrue();
        cache.TryGet(Some.Digest(8), out _).ShouldBeTrue();
        other.IsDead.ShouldBeFalse();
    }

    [Fact]
    public void Change_of_a_user_removes_all_tokens_of_the_user()
    {
        var cache = Create();
        for (var id = 1; id <= 5; id++)
            Fill(cache, id);
        Fill(cache, 6, "Alice");
        cache.Apply(new Change(ChangeKind.UserChanged, "alice"));
        cache.Count.ShouldBe(1);
        cache.TryGet(Some.Digest(6), out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ChangeKind.TokenChanged, "not a number")]
    [InlineData(ChangeKind.UserChanged, "")]
    [InlineData((ChangeKind)99, "8")]
    public void Change_of_something_else_removes_nothing(ChangeKind kind, string key)
    {
        var cache = Create();
        Fill(cache, 7);
        cache.Apply(new Change(kind, key));
        cache.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ChangeKind.TokenAdded, "7", false)]
    [InlineData(ChangeKind.TokenChanged, "7", false)]
    [InlineData(ChangeKind.UserChanged, "alice", false)]
    [InlineData(ChangeKind.TokenChanged, "8", true)]
    [InlineData(ChangeKind.UserChanged, "bob", true)]
    [InlineData(ChangeKind.UserChanged, "7", true)]
    [InlineData(ChangeKind.TokenChanged, "alice", true)]
    public void Fill_that_began_before_a_change_loses_against_it(ChangeKind kind, string key, bool fills)
    {
        var cache = Create();
        var began = cache.BeginFill();
        cache.Apply(new Change(kind, key));
        cache.TryFill(began, Some.Digest(7), new FactsReading(Some.Facts(7), default), 0, out var cached).ShouldBe(fills);
        (cached is not null).ShouldBe(fills);
        cache.Count.ShouldBe(fills ? 1 : 0);
    }

    [Theory]
    [InlineData(ChangeKind.TokenAdded, false)]
    [InlineData(ChangeKind.TokenChanged, true)]
    [InlineData(ChangeKind.UserChanged, true)]
    public void Unknown_that_was_read_before_a_creation_is_not_remembered(ChangeKind kind, bool fills)
    {
        var cache = Create();
        var began = cache.BeginFill();
        cache.Apply(new Change(kind, "8"));
        cache.TryFill(began, Some.Digest(7), default, 0, out _).ShouldBe(fills);
        cache.IsKnownUnknown(Some.Digest(7)).ShouldBe(fills);
    }

    [Fact]
    public void Fill_that_began_after_the_change_wins()
    {
        var cache = Create();
        cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        Fill(cache, 7);
        cache.TryGet(Some.Digest(7), out _).ShouldBeTrue();
    }

    [Fact]
    public void Reset_empties_the_cache_and_every_fill_under_way_loses()
    {
        var cache = Create();
        var snapshot = Fill(cache, 7).SnapshotFor(The.Model);
        FillUnknown(cache, 8);
        var began = cache.BeginFill();
        cache.Reset();
        cache.Count.ShouldBe(0);
        snapshot.IsDead.ShouldBeTrue();
        cache.IsKnownUnknown(Some.Digest(8)).ShouldBeFalse();
        cache.TryFill(began, Some.Digest(9), new FactsReading(Some.Facts(9), default), 0, out _).ShouldBeFalse();
        cache.TryFill(began, Some.Digest(9), default, 0, out _).ShouldBeFalse();
        Fill(cache, 9);
    }

    [Fact]
    public void Reset_that_was_followed_leaves_every_entry_doubted()
    {
        var cache = Create();
        var cached = Fill(cache, 7);
        var snapshot = cached.SnapshotFor(The.Model);
        FillUnknown(cache, 8);
        var began = cache.BeginFill();

        cache.Follow(ChangeBatch.Reset);

        cache.TryGet(Some.Digest(7), out var found).ShouldBeTrue();
        found!.IsDoubted.ShouldBeTrue();
        snapshot.IsDead.ShouldBeTrue();
        found.SnapshotFor(Some.Model()).IsDead.ShouldBeTrue();
        cache.IsKnownUnknown(Some.Digest(8)).ShouldBeFalse();
        cache.TryFill(began, Some.Digest(9), new FactsReading(Some.Facts(9), default), 0, out _).ShouldBeFalse();
        Fill(cache, 7).IsDoubted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ChangeKind.TokenChanged, "7", 4, false)]
    [InlineData(ChangeKind.TokenChanged, "7", 5, true)]
    [InlineData(ChangeKind.TokenAdded, "7", 4, false)]
    [InlineData(ChangeKind.UserChanged, "alice", 4, false)]
    [InlineData(ChangeKind.UserChanged, "alice", 9, true)]
    [InlineData(ChangeKind.TokenChanged, "8", 4, true)]
    public void Fill_that_is_of_before_a_followed_change_loses_however_late_it_began(ChangeKind kind, string key, long asOf, bool fills)
    {
        var cache = Create();
        cache.Follow(ChangeBatch.Reset with { Cursor = new("store", 4) });
        cache.Follow(new ChangeBatch([new(kind, key)], IsReset: false) { Cursor = new("store", 5) });

        TryFill(cache, "store", asOf).ShouldBe(fills);
    }

    [Theory]
    [InlineData("store", 3, false)]
    [InlineData("store", 4, true)]
    [InlineData("another", 4, false)]
    [InlineData("another", 400, false)]
    public void Fill_that_is_of_before_the_last_reset_or_of_another_epoch_loses(string epoch, long asOf, bool fills)
    {
        var cache = Create();
        cache.Follow(new ChangeBatch([new(ChangeKind.TokenChanged, "7")], IsReset: false) { Cursor = new("before", 9) });
        cache.Follow(ChangeBatch.Reset with { Cursor = new("store", 4) });

        TryFill(cache, epoch, asOf).ShouldBe(fills);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Fill_that_is_of_before_all_that_is_remembered_loses(long asOf, bool fills)
    {
        var cache = Create();
        for (var seq = 1; seq <= 1026; seq++)
            cache.Follow(new ChangeBatch([new(ChangeKind.TokenChanged, "99")], IsReset: false) { Cursor = new("store", seq) });

        TryFill(cache, "store", asOf).ShouldBe(fills);
    }

    [Theory]
    [InlineData(ChangeKind.TokenAdded, false)]
    [InlineData(ChangeKind.TokenChanged, true)]
    public void Unknown_that_is_of_before_a_followed_creation_is_not_remembered(ChangeKind kind, bool fills)
    {
        var cache = Create();
        cache.Follow(new ChangeBatch([new(kind, "8")], IsReset: false) { Cursor = new("store", 5) });

        cache.TryFill(cache.BeginFill(), Some.Digest(7), new FactsReading(null, new("store", 4)), 0, out _).ShouldBe(fills);
    }

    [Fact]
    public void Second_fill_of_a_digest_replaces_the_first_and_marks_it_dead()
    {
        var cache = Create();
        var first = Fill(cache, 7).SnapshotFor(The.Model);
        var second = Fill(cache, 7);
        cache.Count.ShouldBe(1);
        first.IsDead.ShouldBeTrue();
        cache.TryGet(Some.Digest(7), out var found).ShouldBeTrue();
        found.ShouldBeSameAs(second);
    }

    [Fact]
    public void Fill_with_unknown_removes_what_was_cached()
    {
        var cache = Create();
        var snapshot = Fill(cache, 7).SnapshotFor(The.Model);
        FillUnknown(cache, 7);
        cache.TryGet(Some.Digest(7), out _).ShouldBeFalse();
        cache.IsKnownUnknown(Some.Digest(7)).ShouldBeTrue();
        snapshot.IsDead.ShouldBeTrue();
    }

    [Fact]
    public void Change_leaves_no_entry_of_the_token_under_another_digest()
    {
        var cache = Create();
        cache.TryFill(cache.BeginFill(), Some.Digest(1), new FactsReading(Some.Facts(7), default), 0, out _).ShouldBeTrue();
        cache.TryFill(cache.BeginFill(), Some.Digest(2), new FactsReading(Some.Facts(7), default), 0, out _).ShouldBeTrue();
        cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        cache.TryGet(Some.Digest(1), out _).ShouldBeFalse();
        cache.TryGet(Some.Digest(2), out _).ShouldBeFalse();
    }

    [Fact]
    public void Owners_without_cached_tokens_take_no_memory()
    {
        var cache = Create(4);
        for (var id = 1; id <= 100; id++)
            Fill(cache, id, $"owner {id}");
        cache.IndexedOwners.ShouldBe(4);
        cache.IndexedTokens.ShouldBe(4);
        for (var id = 1; id <= 100; id++)
            cache.Apply(new Change(ChangeKind.TokenChanged, $"{id}"));
        cache.IndexedOwners.ShouldBe(0);
        cache.IndexedTokens.ShouldBe(0);
    }

    [Fact]
    public void Change_of_an_owner_removes_its_tokens_whichever_are_gone_already()
    {
        for (var gone = 0; gone < 16; gone++)
        {
            var cache = Create();
            for (var id = 1; id <= 4; id++)
                Fill(cache, id, "alice");
            Fill(cache, 5, "bob");
            foreach (var id in Enumerable.Range(1, 4).Where(id => (gone & (1 << (id - 1))) != 0))
                cache.Apply(new Change(ChangeKind.TokenChanged, $"{id}"));
            cache.Count.ShouldBe(5 - int.PopCount(gone));
            cache.Apply(new Change(ChangeKind.UserChanged, "alice"));
            cache.Count.ShouldBe(1);
            cache.IndexedOwners.ShouldBe(1);
            cache.TryGet(Some.Digest(5), out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void TryGet_allocates_nothing()
    {
        var cache = Create();
        Fill(cache, 7);
        var digest = Some.Digest(7);
        Allocation.PerRun(() => cache.TryGet(digest, out _)).ShouldBe(0);
    }

    private static bool TryFill(TokenCache cache, string epoch, long asOf) =>
        cache.TryFill(cache.BeginFill(), Some.Digest(7), new FactsReading(Some.Facts(7), new ChangeCursor(epoch, asOf)), 0, out _);

    private TokenCache Create(int capacity = 100) => new(capacity, _clock);

    private static CachedToken Fill(TokenCache cache, long id, string owner = "alice")
    {
        cache.TryFill(cache.BeginFill(), Some.Digest(id), new FactsReading(Some.Facts(id, owner), default), 0, out var cached).ShouldBeTrue();
        return cached.ShouldNotBeNull();
    }

    private static void FillUnknown(TokenCache cache, long id)
    {
        cache.TryFill(cache.BeginFill(), Some.Digest(id), default, 0, out var cached).ShouldBeTrue();
        cached.ShouldBeNull();
    }
}
