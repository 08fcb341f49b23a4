using TokenGateway.Management.Authentication;

namespace TokenGateway.Management.Tests.Oidc;

public sealed class SharedTests
{
    [Fact]
    public void What_is_retired_is_disposed_with_its_last_use()
    {
        var (thing, shared) = Create();
        var (first, second) = (shared.Begin(), shared.Begin());

        shared.Retire();
        first.Dispose();
        first.Dispose();
        thing.Disposals.ShouldBe(0);
        second.Dispose();
        thing.Disposals.ShouldBe(1);
        shared.Retire();
        thing.Disposals.ShouldBe(1);
    }

    [Fact]
    public void What_nobody_uses_is_disposed_when_it_is_retired_and_not_before()
    {
        var (thing, shared) = Create();
        shared.Begin().Dispose();
        thing.Disposals.ShouldBe(0);

        shared.Retire();

        thing.Disposals.ShouldBe(1);
        Should.Throw<ObjectDisposedException>(shared.Begin);
    }

    [Fact]
    public async Task Many_uses_at_once_end_in_one_disposal()
    {
        var (thing, shared) = Create();
        using (shared.Begin())
        {
            var uses = Enumerable.Range(0, 200).Select(_ => Task.Run(() => shared.Begin().Dispose())).ToList();
            shared.Retire();
            await Task.WhenAll(uses);
            thing.Disposals.ShouldBe(0);
        }

        thing.Disposals.ShouldBe(1);
    }

    private static (Thing Thing, Shared<Thing> Shared) Create()
    {
        var thing = new Thing();
        return (thing, new Shared<Thing>(thing));
    }

    private sealed class Thing : IDisposable
    {
        private int _disposals;

        public int Disposals => _disposals;

        public void Dispose() => Interlocked.Increment(ref _disposals);
    }
}
