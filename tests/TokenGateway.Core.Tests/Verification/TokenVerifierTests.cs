using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class TokenVerifierTests : IDisposable
{
    private static readonly VerifierOptions Options = new();

    private readonly FakeClock _clock = new();
    private readonly ScriptedTokenStore _store = new();
    private readonly TokenCache _cache;
    private readonly Freshness _freshness;
    private readonly TokenVerifier _verifier;

    public TokenVerifierTests()
    {
        _cache = new TokenCache(1000, _clock);
        _freshness = new Freshness(_clock);
        _verifier = new TokenVerifier(_cache, _store, NoSharedFacts.Instance, _freshness, Options, _clock);
        _store.Known[Some.Digest(7)] = Some.Facts(7);
        Confirm();
    }

    public void Dispose() => _verifier.Dispose();

    [Fact]
    public async Task First_use_reads_the_store_and_further_ones_the_cache()
    {
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeFalse();
        var first = await VerifyAsync(7);
        first.IsValid.ShouldBeTrue();
        first.Snapshot.ShouldNotBeNull().Token.Id.ShouldBe(TokenId.Stored(7));
        _verifier.TryVerify(Some.Digest(7), The.Model, out var second).ShouldBeTrue();
        second.ShouldBe(first);
        (await VerifyAsync(7)).ShouldBe(first);
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_value_is_remembered_until_it_is_created()
    {
        (await VerifyAsync(8)).ShouldBe(VerificationResult.Unknown);
        (await VerifyAsync(8)).ShouldBe(VerificationResult.Unknown);
        _store.Finds.ShouldBe(1);
        _store.Known[Some.Digest(8)] = Some.Facts(8);
        _cache.Apply(new Change(ChangeKind.TokenAdded, "8"));
        (await VerifyAsync(8)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Doubted_token_is_read_again_once_before_it_is_trusted()
    {
        var first = (await VerifyAsync(7)).Snapshot!;
        _verifier.IsCurrent(first, The.Model).ShouldBeTrue();
        _cache.Follow(ChangeBatch.Reset);

        _verifier.IsCurrent(first, The.Model).ShouldBeFalse();
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeFalse();
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeTrue();
        _store.Finds.ShouldBe(2);
    }

    [Fact]
    public async Task Doubted_token_that_is_gone_is_refused()
    {
        await VerifyAsync(7);
        _store.Known.Clear();
        _cache.Follow(ChangeBatch.Reset);

        (await VerifyAsync(7)).ShouldBe(VerificationResult.Unknown);
    }

    [Theory]
    [InlineData(-1, VerificationOutcome.Valid)]
    [InlineData(0, VerificationOutcome.StoreUnavailable)]
    public async Task Doubted_token_goes_on_in_an_outage_by_when_it_was_read_and_not_by_what_was_confirmed_since(int seconds, VerificationOutcome expected)
    {
        await VerifyAsync(7);
        _clock.Advance(Options.OutageGrace - TimeSpan.FromMinutes(1));
        Confirm();
        _cache.Follow(ChangeBatch.Reset);
        _store.OnFind = _ => throw new StoreUnavailableException("down");

        _clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(seconds));

        (await VerifyAsync(7)).Outcome.ShouldBe(expected);
    }

    [Fact]
    public async Task Source_that_lags_is_asked_again_and_what_it_gives_is_not_used()
    {
        _cache.Follow(ChangeBatch.Reset with { Cursor = new ChangeCursor("store", 5) });
        _store.AsOf = new ChangeCursor("store", 4);
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.StoreUnavailable);
        _store.AsOf = new ChangeCursor("store", 5);
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
    }

    // It answers for ever what it last heard, a token that was deleted since among it.
    [Fact]
    public async Task Replica_that_has_lost_its_primary_is_a_store_that_does_not_answer()
    {
        _clock.Advance(Freshness.TrustedFor);
        _store.Heartbeat = _clock.GetUtcNow() - Freshness.TrustedFor;
        (await VerifyAsync(7)).ShouldBe(VerificationResult.StoreUnavailable);
        (await VerifyAsync(8)).ShouldBe(VerificationResult.StoreUnavailable);
        _store.Heartbeat += TimeSpan.FromTicks(1);
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        (await VerifyAsync(8)).ShouldBe(VerificationResult.Unknown);
    }

    // What was followed says whether it may be used.
    [Fact]
    public async Task Replica_that_is_behind_is_good_enough_while_changes_are_followed()
    {
        _store.Heartbeat = _clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Expiry_is_judged_on_every_hit()
    {
        _store.Known[Some.Digest(7)] = new TokenFacts(Some.Token() with { ExpiresAt = The.Start.AddSeconds(1) }, Some.User());
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.Valid);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _verifier.TryVerify(Some.Digest(7), The.Model, out var verification).ShouldBeTrue();
        verification.Outcome.ShouldBe(VerificationOutcome.Expired);
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task Hit_allocates_nothing()
    {
        await VerifyAsync(7);
        var digest = Some.Digest(7);
        Allocation.PerRun(() => _verifier.TryVerify(digest, The.Model, out _)).ShouldBe(0);
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task Thousand_concurrent_first_uses_read_the_store_once()
    {
        var answer = HoldStore();
        var uses = Enumerable.Range(0, 1000).Select(_ => VerifyAsync(7)).ToList();
        uses.ShouldAllBe(use => !use.IsCompleted);
        answer.SetResult();
        var results = await Task.WhenAll(uses);
        results.ShouldAllBe(result => result.IsValid);
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task Thousand_first_uses_from_several_threads_read_the_store_once()
    {
        var answer = HoldStore();
        var started = 0;
        var uses = Enumerable.Range(0, 1000).Select(_ => Task.Run(() =>
        {
            var use = VerifyAsync(7);
            Interlocked.Increment(ref started);
            return use;
        })).ToList();
        await Poll.UntilAsync(() => Volatile.Read(ref started) == 1000);
        answer.SetResult();
        (await Task.WhenAll(uses)).ShouldAllBe(result => result.IsValid);
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task At_most_64_look_ups_are_under_way_at_once()
    {
        var answer = HoldStore();
        var uses = Enumerable.Range(100, 200).Select(id => VerifyAsync(id)).ToList();
        _store.UnderWay.ShouldBe(64);
        answer.SetResult();
        (await Task.WhenAll(uses)).ShouldAllBe(result => result.Outcome == VerificationOutcome.Unknown);
        _store.Finds.ShouldBe(200);
        _store.Peak.ShouldBe(64);
    }

    [Fact]
    public async Task Change_during_the_read_is_read_again()
    {
        var reads = 0;
        _store.OnFind = _ =>
        {
            if (++reads == 1)
                Change(7, token => token with { IsActive = false });
            return Task.CompletedTask;
        };
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.Inactive);
        _store.Finds.ShouldBe(2);
    }

    [Fact]
    public async Task Change_during_every_read_is_not_knowing()
    {
        _store.OnFind = _ =>
        {
            Change(7, token => token);
            return Task.CompletedTask;
        };
        (await VerifyAsync(7)).ShouldBe(VerificationResult.StoreUnavailable);
        _cache.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Revoked_token_is_refused_at_once_after_the_change()
    {
        var before = await VerifyAsync(7);
        Change(7, token => token with { DeletedAt = The.Start });
        _verifier.IsCurrent(before.Snapshot!, The.Model).ShouldBeFalse();
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.Deleted);
    }

    [Fact]
    public async Task Waiter_that_a_change_overtook_does_not_believe_the_look_up()
    {
        var answer = HoldStore();
        var use = HeldContext.Run(() => VerifyAsync(7), out var held);
        answer.SetResult();
        await held.RunUntilAsync(() => _cache.Count == 1);
        use.IsCompleted.ShouldBeFalse();
        _store.OnFind = null;
        Change(7, token => token with { DeletedAt = The.Start });
        await held.RunUntilAsync(() => use.IsCompleted);
        (await use).Outcome.ShouldBe(VerificationOutcome.Deleted);
    }

    [Fact]
    public async Task Look_up_whose_turn_comes_after_the_cache_was_filled_reads_nothing()
    {
        var answer = HoldStore();
        var others = Enumerable.Range(100, 64).Select(id => VerifyAsync(id)).ToList();
        var use = VerifyAsync(7);
        _cache.TryFill(_cache.BeginFill(), Some.Digest(7), new FactsReading(Some.Facts(7), default), _clock.GetTimestamp(), out _).ShouldBeTrue();
        answer.SetResult();
        (await use).IsValid.ShouldBeTrue();
        await Task.WhenAll(others);
        _store.Finds.ShouldBe(64);
    }

    [Fact]
    public async Task Stale_hits_are_read_again()
    {
        await VerifyAsync(7);
        _clock.Advance(Freshness.TrustedFor);
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeFalse();
        _store.Known[Some.Digest(7)] = new TokenFacts(Some.Token() with { IsActive = false }, Some.User());
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.Inactive);
        _store.Finds.ShouldBe(2);
    }

    [Fact]
    public async Task Stale_unknown_is_read_again()
    {
        await VerifyAsync(8);
        _clock.Advance(Freshness.TrustedFor);
        _store.Known[Some.Digest(8)] = Some.Facts(8);
        (await VerifyAsync(8)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Entry_older_than_MaxAge_is_read_again()
    {
        await VerifyAsync(7);
        _clock.Advance(Options.MaxAge - TimeSpan.FromTicks(1));
        Confirm();
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeFalse();
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        _store.Finds.ShouldBe(2);
        _verifier.TryVerify(Some.Digest(7), The.Model, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Cached_token_goes_on_during_an_outage_for_the_grace()
    {
        await VerifyAsync(7);
        StoreFails(new StoreUnavailableException("down"));
        _clock.Advance(Options.OutageGrace - TimeSpan.FromTicks(1));
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        _store.Finds.ShouldBe(2);
        _clock.Advance(TimeSpan.FromTicks(1));
        (await VerifyAsync(7)).ShouldBe(VerificationResult.StoreUnavailable);
    }

    [Fact]
    public async Task Token_that_is_cached_as_refused_stays_refused_during_an_outage()
    {
        _store.Known[Some.Digest(7)] = new TokenFacts(Some.Token() with { DeletedAt = The.Start }, Some.User());
        await VerifyAsync(7);
        StoreFails(new StoreUnavailableException("down"));
        _clock.Advance(Freshness.TrustedFor);
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.Deleted);
    }

    [Fact]
    public async Task Cached_token_expires_during_an_outage()
    {
        _store.Known[Some.Digest(7)] = new TokenFacts(Some.Token() with { ExpiresAt = The.Start.AddSeconds(30) }, Some.User());
        await VerifyAsync(7);
        StoreFails(new StoreUnavailableException("down"));
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await VerifyAsync(7)).Outcome.ShouldBe(VerificationOutcome.Expired);
    }

    [Fact]
    public async Task Token_that_the_store_forgot_is_not_revived_by_an_outage()
    {
        await VerifyAsync(7);
        _clock.Advance(Freshness.TrustedFor);
        _store.Known.Clear();
        (await VerifyAsync(7)).ShouldBe(VerificationResult.Unknown);
        StoreFails(new StoreUnavailableException("down"));
        (await VerifyAsync(7)).ShouldBe(VerificationResult.StoreUnavailable);
    }

    [Fact]
    public async Task Uncached_value_during_an_outage_is_neither_let_in_nor_called_unknown()
    {
        await VerifyAsync(8);
        StoreFails(new StoreUnavailableException("down"));
        (await VerifyAsync(9)).ShouldBe(VerificationResult.StoreUnavailable);
        _clock.Advance(Freshness.TrustedFor);
        (await VerifyAsync(8)).ShouldBe(VerificationResult.StoreUnavailable);
        _cache.IsKnownUnknown(Some.Digest(9)).ShouldBeFalse();
    }

    [Fact]
    public async Task Requests_do_not_ask_again_in_an_outage_until_changes_are_followed()
    {
        await VerifyAsync(7);
        StoreFails(new StoreUnavailableException("down"));
        _clock.Advance(Freshness.TrustedFor);
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        (await VerifyAsync(9)).ShouldBe(VerificationResult.StoreUnavailable);
        _store.Finds.ShouldBe(2);
        _store.OnFind = null;
        Confirm();
        (await VerifyAsync(9)).ShouldBe(VerificationResult.Unknown);
        _store.Finds.ShouldBe(3);
    }

    [Fact]
    public async Task One_asks_every_ten_seconds_also_when_changes_cannot_be_followed()
    {
        StoreFails(new StoreUnavailableException("down"));
        _clock.Advance(Freshness.TrustedFor);
        await VerifyAsync(7);
        var answer = HoldStore();
        _clock.Advance(TimeSpan.FromSeconds(10));
        var asks = VerifyAsync(7);
        (await VerifyAsync(9)).ShouldBe(VerificationResult.StoreUnavailable);
        answer.SetResult();
        (await asks).IsValid.ShouldBeTrue();
        (await VerifyAsync(9)).ShouldBe(VerificationResult.Unknown);
        _store.Finds.ShouldBe(3);
    }

    [Fact]
    public async Task Look_ups_that_wait_for_their_turn_end_with_those_that_got_no_answer()
    {
        HoldStore();
        var uses = Enumerable.Range(100, 200).Select(id => VerifyAsync(id)).ToList();
        _clock.Advance(Options.LookupTimeout);
        (await Task.WhenAll(uses)).ShouldAllBe(result => result.Outcome == VerificationOutcome.StoreUnavailable);
        _store.Finds.ShouldBe(64);
    }

    // Slow, and no outage: changes are followed all the while.
    [Fact]
    public async Task Nobody_waits_for_a_turn_longer_than_for_an_answer()
    {
        _store.OnFind = _ => Task.Delay(TimeSpan.FromSeconds(2), _clock);
        var uses = Enumerable.Range(100, 400).Select(id => VerifyAsync(id)).ToList();
        foreach (var done in new[] { 64, 128 })
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            Confirm();
            await Eventually(() => _store.Finds == done + 64 && _store.UnderWay == 64 && uses.Count(use => use.IsCompleted) == done);
        }

        _clock.Advance(Options.LookupTimeout - TimeSpan.FromSeconds(4));

        var results = await Task.WhenAll(uses).WaitAsync(TimeSpan.FromSeconds(20));
        results.Count(result => result.Outcome == VerificationOutcome.Unknown).ShouldBe(128);
        results.Count(result => result.Outcome == VerificationOutcome.StoreUnavailable).ShouldBe(272);

        // Those whose turn came too late ask nothing any more.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Confirm();
        await Eventually(() => _store.UnderWay == 0);
        _store.Finds.ShouldBe(192);
    }

    [Fact]
    public async Task Store_that_hangs_does_not_answer()
    {
        HoldStore();
        var use = VerifyAsync(7);
        _clock.Advance(Options.LookupTimeout - TimeSpan.FromTicks(1));
        use.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        (await use).ShouldBe(VerificationResult.StoreUnavailable);
    }

    [Fact]
    public async Task Store_that_hung_is_asked_again_by_the_next()
    {
        var answer = HoldStore();
        var use = VerifyAsync(7);
        _clock.Advance(Options.LookupTimeout);
        await use;
        answer.SetResult();
        Confirm();
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
        _store.Finds.ShouldBe(2);
    }

    [Fact]
    public async Task Failure_of_another_kind_reaches_all_waiters_and_is_not_remembered()
    {
        var answer = HoldStore();
        var uses = Enumerable.Range(0, 3).Select(_ => VerifyAsync(7)).ToList();
        answer.SetException(new InvalidOperationException("a defect"));
        foreach (var use in uses)
            (await Should.ThrowAsync<InvalidOperationException>(use)).Message.ShouldBe("a defect");
        _store.Finds.ShouldBe(1);
        _store.OnFind = null;
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Failures_give_their_places_back()
    {
        StoreFails(new InvalidOperationException("a defect"));
        for (var id = 0; id < 200; id++)
            await Should.ThrowAsync<InvalidOperationException>(VerifyAsync(id));
        _store.OnFind = null;
        (await VerifyAsync(7)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Waiter_that_gives_up_does_not_end_the_look_up_of_the_others()
    {
        var answer = HoldStore();
        using var impatient = new CancellationTokenSource();
        var gone = _verifier.VerifyAsync(Some.Digest(7), The.Model, impatient.Token).AsTask();
        var patient = VerifyAsync(7);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);
        answer.SetResult();
        (await patient).IsValid.ShouldBeTrue();
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task New_generation_recompiles_without_the_store()
    {
        var first = await VerifyAsync(7);
        var next = Some.Model(users: [Some.User("alice", "Users")]);
        _verifier.TryVerify(Some.Digest(7), next, out var second).ShouldBeTrue();
        second.Snapshot.ShouldNotBeNull().Subject.Role.ShouldBe(The.Role("Users"));
        first.Snapshot.ShouldNotBeNull().IsDead.ShouldBeTrue();
        _store.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task Memo_is_current_while_alive_fresh_and_of_this_generation()
    {
        var snapshot = (await VerifyAsync(7)).Snapshot.ShouldNotBeNull();
        _verifier.IsCurrent(snapshot, The.Model).ShouldBeTrue();
        _verifier.Judge(snapshot).IsValid.ShouldBeTrue();
        _verifier.IsCurrent(snapshot, Some.Model()).ShouldBeFalse();
        _clock.Advance(Freshness.TrustedFor);
        _verifier.IsCurrent(snapshot, The.Model).ShouldBeFalse();
        Confirm();
        _verifier.IsCurrent(snapshot, The.Model).ShouldBeTrue();
        _cache.Apply(new Change(ChangeKind.UserChanged, "alice"));
        _verifier.IsCurrent(snapshot, The.Model).ShouldBeFalse();
    }

    [Fact]
    public async Task Declared_token_needs_neither_store_nor_freshness()
    {
        StoreFails(new StoreUnavailableException("down"));
        _clock.Advance(TimeSpan.FromDays(1));
        var declared = Some.Token() with { Id = TokenId.Declared("ci"), ExpiresAt = The.Start.AddDays(2) };
        var model = Some.Model(users: [Some.User()], declared: [new(Some.Digest(7), declared)]);
        var verification = await _verifier.VerifyAsync(Some.Digest(7), model, CancellationToken.None);
        verification.IsValid.ShouldBeTrue();
        verification.Snapshot.ShouldNotBeNull().Token.ShouldBe(declared);
        _verifier.IsCurrent(verification.Snapshot, model).ShouldBeTrue();
        _verifier.TryVerify(Some.Digest(8), model, out _).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromDays(1));
        _verifier.Judge(verification.Snapshot).Outcome.ShouldBe(VerificationOutcome.Expired);
        _store.Finds.ShouldBe(0);
    }

    [Fact]
    public async Task Declared_token_that_a_reload_removed_is_gone()
    {
        var with = Some.Model(users: [Some.User()], declared: [new(Some.Digest(8), Some.Token() with { Id = TokenId.Declared("ci") })]);
        var verification = await _verifier.VerifyAsync(Some.Digest(8), with, CancellationToken.None);
        _verifier.IsCurrent(verification.Snapshot!, The.Model).ShouldBeFalse();
        (await VerifyAsync(8)).ShouldBe(VerificationResult.Unknown);
    }

    private Task<VerificationResult> VerifyAsync(long id) =>
        _verifier.VerifyAsync(Some.Digest(id), The.Model, CancellationToken.None).AsTask();

    private static async Task Eventually(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(1, limit.Token);
    }

    private void Confirm() => _freshness.Confirm(_clock.GetTimestamp());

    private TaskCompletionSource HoldStore()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.OnFind = _ => answer.Task;
        return answer;
    }

    private void StoreFails(Exception failure) => _store.OnFind = _ => Task.FromException(failure);

    private void Change(long id, Func<Token, Token> change)
    {
        var facts = _store.Known[Some.Digest(id)];
        _store.Known[Some.Digest(id)] = facts with { Token = change(facts.Token) };
        _cache.Apply(new Change(ChangeKind.TokenChanged, facts.Token.Id.ToString()));
    }
}
