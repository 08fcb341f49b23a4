using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What the suites share: an empty store, open.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected StoreFixture Fixture { get; private set; } = null!;

    protected OpenedStore Store { get; private set; } = null!;

    protected ITokenStore Tokens => Store.Tokens;

    protected IUserStore Users => Store.Users;

    protected IUsageStore Usage => Store.Usage;

    protected FakeClock Clock => Fixture.Clock;

    protected abstract StoreFixture CreateFixture();

    public Task InitializeAsync()
    {
        Fixture = CreateFixture();
        Store = Fixture.Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Fixture.DisposeAsync();
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = Fixture.Open();
    }

    protected Task<Token> AddTokenAsync(string owner = "alice", string name = "ci") => AddTokenAsync(Some.Draft(owner, name));

    internal async Task<Token> AddTokenAsync(Token draft, TokenDigest? digest = null)
    {
        var added = await Tokens.AddAsync(draft, Some.NoQuota, Some.Seal(digest), default);
        added.Outcome.ShouldBe(TokenAdditionOutcome.Added);
        return added.Token!;
    }
}
