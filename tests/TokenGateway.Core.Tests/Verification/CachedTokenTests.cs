using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.Core.Tests.Verification;

public sealed class CachedTokenTests
{
    private const int Threads = 4;
    private const int Rounds = 500;

    [Fact]
    public void Snapshot_is_compiled_once_for_a_generation()
    {
        var cached = Create();
        cached.SnapshotFor(The.Model).ShouldBeSameAs(cached.SnapshotFor(The.Model));
    }

    [Fact]
    public void Snapshot_of_an_earlier_generation_is_dead()
    {
        var cached = Create();
        var first = cached.SnapshotFor(The.Model);
        var next = Some.Model();
        var second = cached.SnapshotFor(next);
        first.IsDead.ShouldBeTrue();
        second.IsDead.ShouldBeFalse();
        second.Model.ShouldBeSameAs(next);
    }

    [Fact]
    public void Snapshot_of_a_removed_entry_is_dead_whenever_it_was_compiled()
    {
        var cached = Create();
        var before = cached.SnapshotFor(The.Model);
        cached.MarkDead();
        before.IsDead.ShouldBeTrue();
        cached.SnapshotFor(Some.Model()).IsDead.ShouldBeTrue();
    }

    /// <summary>A snapshot that a connection keeps and that no removal reaches would outlive a revoked token.</summary>
    [Fact]
    public async Task Snapshots_that_several_compiled_at_once_are_all_reached_by_a_removal()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var cached = Create();
            var snapshots = await TogetherAsync(() => cached.SnapshotFor(The.Model));
            cached.MarkDead();
            snapshots.ShouldAllBe(snapshot => snapshot.IsDead);
        }
    }

    [Fact]
    public async Task Snapshots_that_are_compiled_during_a_removal_are_dead()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var cached = Create();
            var turn = 0;
            var snapshots = await TogetherAsync(() =>
            {
                if (Interlocked.Increment(ref turn) == 2)
                    cached.MarkDead();
                return cached.SnapshotFor(The.Model);
            });
            snapshots.ShouldAllBe(snapshot => snapshot.IsDead);
        }
    }

    private static CachedToken Create() => new(Some.Digest(), Some.Facts(), loadedAt: 0);

    private static async Task<TokenSnapshot[]> TogetherAsync(Func<TokenSnapshot> action)
    {
        using var barrier = new Barrier(Threads);
        return await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return action();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
