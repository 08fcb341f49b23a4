using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

/// <summary>When facts that another node read are used, and when the store is asked in their place.</summary>
public sealed class SharedFactsTests : IDisposable, ISharedFacts
{
    private static readonly VerifierOptions Options = new();

    private readonly FakeClock _clock = new();
    private readonly ScriptedTokenStore _store = new();
    private readonly TokenCache _cache;
    private readonly Freshness _freshness;
    private readonly TokenVerifier _verifier;
    private readonly List<FactsReading> _written = [];
    private SharedFactsEntry? _shared;
    private Action _whileReading = () => { };

    public SharedFactsTests()
    {
        _cache = new TokenCache(1000, _clock);
        _freshness = new Freshness(_clock);
        _verifier = new TokenVerifier(_cache, _store, this, _freshness, Options, _clock);
        _store.Known[Some.Digest(7)] = Some.Facts(7);
        Follow(Reset(100));
    }

    public bool IsOn { get; private set; } = true;

    public void Dispose() => _verifier.Dispose();

    ValueTask<SharedFactsEntry?> ISharedFacts.ReadAsync(TokenDigest digest)
    {
        _whileReading();
        return new(_shared);
    }

    void ISharedFacts.Write(in TokenDigest digest, in FactsReading reading) => _written.Add(reading);

    [Fact]
    public async Task Facts_as_of_where_this_node_began_are_used()
    {
        Share(100);
        await UsesItAsync();
    }

    [Fact]
    public async Task Shared_facts_are_judged_like_others()
    {
        _shared = new(new FactsReading(Some.Facts(7) with { Owner = Some.User("alice") with { IsDisabled = true } }, At(100)), TimeSpan.Zero);
        (await VerifyAsync()).Outcome.ShouldBe(VerificationOutcome.OwnerDisabled);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(0)]
    public async Task Facts_of_before_this_node_began_are_not(long seq)
    {
        Share(seq);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Facts_of_before_are_used_if_the_history_of_the_reset_reaches_there_and_concerns_others()
    {
        Follow(Reset(200, since: 150, new Change(ChangeKind.TokenChanged, "99"), new Change(ChangeKind.UserChanged, "bob")));
        Share(150);
        await UsesItAsync();
    }

    [Fact]
    public async Task Facts_of_after_a_change_in_the_history_are_used()
    {
        Follow(Reset(152, since: 150, new Change(ChangeKind.TokenAdded, "7"), new Change(ChangeKind.TokenAdded, "99")));
        Share(151);
        await UsesItAsync();
    }

    [Theory]
    [InlineData(ChangeKind.TokenChanged, "7", 150)]
    [InlineData(ChangeKind.TokenAdded, "7", 150)]
    [InlineData(ChangeKind.UserChanged, "alice", 150)]
    [InlineData(ChangeKind.TokenChanged, "99", 149)]
    public async Task Facts_of_before_are_not_if_the_history_concerns_them_or_begins_later(ChangeKind kind, string key, long seq)
    {
        Follow(Reset(200, since: 150, new Change(kind, key)));
        Share(seq);
        await AsksTheStoreAsync();
    }

    [Theory]
    [InlineData(101)]
    [InlineData(long.MaxValue)]
    public async Task Facts_ahead_of_this_node_are_not(long seq)
    {
        Share(seq);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Facts_of_another_epoch_are_not()
    {
        _shared = new(new FactsReading(Some.Facts(7), new ChangeCursor("restored", 100)), TimeSpan.Zero);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Facts_without_a_cursor_are_not()
    {
        _shared = new(new FactsReading(Some.Facts(7), default), TimeSpan.Zero);
        await AsksTheStoreAsync();
    }

    [Theory]
    [InlineData(ChangeKind.TokenChanged, "7")]
    [InlineData(ChangeKind.UserChanged, "alice")]
    public async Task Facts_of_before_a_change_that_was_followed_are_not(ChangeKind kind, string key)
    {
        Follow(Batch(101, new Change(kind, key)));
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Facts_of_before_a_change_that_concerns_others_are()
    {
        Follow(Batch(101, new Change(ChangeKind.TokenChanged, "99")));
        Share(100);
        await UsesItAsync();
    }

    [Fact]
    public async Task Change_of_this_process_counts_before_it_is_followed()
    {
        _cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Change_of_this_process_counts_after_the_batch_that_may_have_been_read_before_it()
    {
        _cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        Follow(Batch(100));
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Change_of_this_process_counts_as_any_other_once_it_was_followed()
    {
        _cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        Follow(Batch(100));
        Follow(Batch(101, new Change(ChangeKind.TokenChanged, "7")));
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Facts_of_after_a_change_of_this_process_are_used_once_it_was_followed()
    {
        _cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        Follow(Batch(100));
        Follow(Batch(101, new Change(ChangeKind.TokenChanged, "7")));
        Share(101);
        await UsesItAsync();
    }

    [Fact]
    public async Task Change_while_they_are_read_counts()
    {
        _whileReading = () => Follow(Batch(101, new Change(ChangeKind.TokenChanged, "7")));
        Share(101);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Everything_forgotten_is_nothing_proven_until_two_batches_later()
    {
        _cache.Reset();
        Share(100);
        Follow(Batch(110));
        await AsksTheStoreAsync();
        _cache.Reset();
        Follow(Batch(120));
        Follow(Batch(121));
        Share(120);
        await AsksTheStoreAsync();
        _cache.Apply(new Change(ChangeKind.TokenChanged, "7"));
        Follow(Batch(122));
        Follow(Batch(123, new Change(ChangeKind.TokenChanged, "7")));
        Share(123);
        await UsesItAsync();
    }

    [Fact]
    public async Task More_changes_than_are_remembered_prove_nothing()
    {
        for (var seq = 101; seq <= 101 + 1024; seq++)
            Follow(Batch(seq, new Change(ChangeKind.TokenChanged, "99")));
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Nothing_is_used_while_the_follower_is_not_fresh()
    {
        _clock.Advance(Freshness.TrustedFor);
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Nothing_is_used_if_freshness_ends_while_it_is_read()
    {
        _whileReading = () => _clock.Advance(Freshness.TrustedFor);
        Share(100);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Nothing_is_used_of_a_store_that_does_not_answer()
    {
        _store.OnFind = _ => throw new StoreUnavailableException("down");
        _clock.Advance(Freshness.TrustedFor);
        Share(100);
        (await VerifyAsync()).ShouldBe(VerificationResult.StoreUnavailable);
    }

    [Fact]
    public async Task Age_counts_from_when_the_store_was_read()
    {
        Share(100, Options.MaxAge - TimeSpan.FromMinutes(1));
        await UsesItAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Follow(Batch(100));
        _shared = null;
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task Facts_older_than_a_cached_token_may_be_are_not_used()
    {
        Share(100, Options.MaxAge);
        await AsksTheStoreAsync();
    }

    [Fact]
    public async Task What_the_store_says_is_shared_and_what_it_does_not_know_is_not()
    {
        await AsksTheStoreAsync();
        _written.ShouldHaveSingleItem().Facts.ShouldNotBeNull().Token.Id.ShouldBe(TokenId.Stored(7));
        (await _verifier.VerifyAsync(Some.Digest(8), The.Model, CancellationToken.None)).ShouldBe(VerificationResult.Unknown);
        _written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_off_is_not_asked()
    {
        IsOn = false;
        _whileReading = () => throw new InvalidOperationException("asked");
        await AsksTheStoreAsync();
    }

    private static ChangeCursor At(long seq) => new("store", seq);

    private static ChangeBatch Reset(long end) => ChangeBatch.Reset with { Cursor = At(end) };

    private static ChangeBatch Reset(long end, long since, params Change[] history) =>
        Reset(end) with { History = [.. history], HistorySince = At(since) };

    private static ChangeBatch Batch(long end, params Change[] changes) => new([.. changes], IsReset: false) { Cursor = At(end) };

    private void Share(long seq, TimeSpan age = default) => _shared = new(new FactsReading(Some.Facts(7), At(seq)), age);

    private void Follow(ChangeBatch batch)
    {
        _cache.Follow(batch);
        _store.AsOf = batch.Cursor;
        _freshness.Confirm(_clock.GetTimestamp());
    }

    private async Task UsesItAsync()
    {
        var finds = _store.Finds;
        (await VerifyAsync()).IsValid.ShouldBeTrue();
        _store.Finds.ShouldBe(finds);
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeTrue();
    }

    private async Task AsksTheStoreAsync()
    {
        var finds = _store.Finds;
        await VerifyAsync();
        _store.Finds.ShouldBe(finds + 1);
    }

    private ValueTask<VerificationResult> VerifyAsync() => _verifier.VerifyAsync(Some.Digest(7), The.Model, CancellationToken.None);
}
