using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Declared;

public sealed class DeclaredStoreTests
{
    private static readonly UserId Alice = UserId.Parse("alice");

    private readonly OpenedStore _store = Stores.Open(new StoreOptions(StoreProvider.None, "", "/"), new FakeClock());

    [Fact]
    public async Task Reads_find_nothing()
    {
        (await _store.Tokens.FindAsync(Some.Digest(), default)).ShouldBeNull();
        (await _store.Tokens.GetAsync(TokenId.Stored(1), default)).ShouldBeNull();
        (await _store.Tokens.ListAsync(TokenFilter.All, null, 10, default)).ShouldBeEmpty();
        (await _store.Users.GetAsync(Alice, default)).ShouldBeNull();
        (await _store.Users.ListAsync(null, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Writes_say_that_the_configuration_declares_everything()
    {
        await ShouldBeRefusedAsync(async () => await _store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default));
        await ShouldBeRefusedAsync(async () => await _store.Tokens.SetActiveAsync(TokenId.Stored(1), true, default));
        await ShouldBeRefusedAsync(async () => await _store.Tokens.DeleteAsync(TokenId.Stored(1), Some.Moment, default));
        await ShouldBeRefusedAsync(async () => await _store.Users.AddAsync(Some.User(), default));
        await ShouldBeRefusedAsync(async () => await _store.Users.SetRolesAsync(Alice, [], default));
        await ShouldBeRefusedAsync(async () => await _store.Users.SetDisabledAsync(Alice, true, default));
        await ShouldBeRefusedAsync(async () => await _store.Users.DeleteAsync(Alice, Some.Moment, default));
    }

    [Fact]
    public async Task Uses_go_nowhere()
    {
        await _store.Usage.AddAsync([], default);
        (await _store.Usage.ListDaysAsync(TokenId.Stored(1), DateOnly.MinValue, DateOnly.MaxValue, default)).ShouldBeEmpty();
        (await _store.Usage.ListTotalsAsync(DateOnly.MinValue, DateOnly.MaxValue, default)).ShouldBeEmpty();
        (await _store.Usage.PruneAsync(DateOnly.MaxValue, 10, default)).ShouldBe(0);
    }

    [Fact]
    public async Task There_is_no_feed_and_nothing_to_prune_or_close()
    {
        _store.Changes.ShouldBeNull();
        await _store.PruneChangesAsync(Some.Moment, default);
        await _store.DisposeAsync();
    }

    private static async Task ShouldBeRefusedAsync(Func<Task> write) =>
        (await Should.ThrowAsync<StoreUnavailableException>(write)).Message.ShouldContain("Store:Provider is None");
}
