using Microsoft.AspNetCore.Identity;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Testing;

namespace TokenGateway.Management.Tests.Passwords;

public sealed class PasswordHashingTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly CountingHasher _hasher = new();
    private readonly PasswordHashing _hashing;

    public PasswordHashingTests() => _hashing = new PasswordHashing(_hasher);

    public void Dispose() => _hasher.Dispose();

    [Fact]
    public async Task Right_and_wrong_are_told_apart()
    {
        var hash = await _hashing.HashAsync(Password, default);

        (await _hashing.CheckAsync(hash, Password, HashLane.Fresh, default)).ShouldBe(PasswordVerdict.Right);
        (await _hashing.CheckAsync(hash, Password + "!", HashLane.Fresh, default)).ShouldBe(PasswordVerdict.Wrong);
        (await _hashing.CheckAsync(null, Password, HashLane.Fresh, default)).ShouldBe(PasswordVerdict.Wrong);
    }

    [Fact]
    public async Task Hash_that_is_made_in_an_older_way_is_told()
    {
        var hash = await _hashing.HashAsync(Password, default);
        _hasher.Says = PasswordVerificationResult.SuccessRehashNeeded;

        (await _hashing.CheckAsync(hash, Password, HashLane.Fresh, default)).ShouldBe(PasswordVerdict.RightButOld);
    }

    [Fact]
    public async Task User_without_a_password_costs_as_many_hashes_also_the_first_time()
    {
        await _hashing.CheckAsync(null, Password, HashLane.Fresh, default);
        var first = (_hasher.Made, _hasher.Verified);
        await _hashing.CheckAsync(null, Password, HashLane.Fresh, default);

        first.ShouldBe((1, 1));
        (_hasher.Made, _hasher.Verified).ShouldBe((1, 2));

        using var other = new CountingHasher();
        var known = new PasswordHashing(other);
        await known.CheckAsync(new PasswordHasher<string>().HashPassword("", Password), Password, HashLane.Fresh, default);
        (other.Made, other.Verified).ShouldBe(first);
    }

    [Fact]
    public async Task Endless_password_is_wrong_without_a_hash()
    {
        (await _hashing.CheckAsync(null, new string('a', 100_000), HashLane.Fresh, default)).ShouldBe(PasswordVerdict.Wrong);

        (_hasher.Made, _hasher.Verified).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Few_are_checked_at_once_a_bounded_number_waits_and_the_rest_is_turned_away()
    {
        _hasher.MayGo.Reset();
        var all = Enumerable.Range(0, PasswordHashing.AtOnce + PasswordHashing.MostWaiting)
            .Select(_ => _hashing.CheckAsync(null, Password, HashLane.Fresh, default).AsTask()).ToList();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_hasher.Verified == PasswordHashing.AtOnce), "the first are being checked");

        (await _hashing.CheckAsync(null, Password, HashLane.Fresh, default)).ShouldBe(PasswordVerdict.Busy);

        _hasher.MayGo.Set();
        (await Task.WhenAll(all)).ShouldAllBe(verdict => verdict == PasswordVerdict.Wrong);
        _hasher.MostAtOnce.ShouldBe(PasswordHashing.AtOnce);
        (await _hashing.CheckAsync(null, Password, HashLane.Fresh, default)).ShouldBe(PasswordVerdict.Wrong);
    }

    [Fact]
    public async Task Those_with_failures_take_no_turn_from_those_without()
    {
        _hasher.MayGo.Reset();
        var doubtful = Enumerable.Range(0, PasswordHashing.AtOnce + PasswordHashing.MostWaiting)
            .Select(_ => _hashing.CheckAsync(null, Password, HashLane.Doubtful, default).AsTask()).ToList();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_hasher.Verified == PasswordHashing.AtOnce), "the first are being checked");

        (await _hashing.CheckAsync(null, Password, HashLane.Doubtful, default)).ShouldBe(PasswordVerdict.Busy);
        var fresh = _hashing.CheckAsync(null, Password, HashLane.Fresh, default).AsTask();
        var known = _hashing.CheckAsync(null, Password, HashLane.Known, default).AsTask();
        _hasher.MayGo.Set();

        (await Task.WhenAll(fresh, known)).ShouldAllBe(verdict => verdict == PasswordVerdict.Wrong);
        doubtful.Count(one => !one.IsCompleted).ShouldBeGreaterThan(PasswordHashing.MostWaiting / 2);
        await Task.WhenAll(doubtful);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        _hasher.MayGo.Reset();
        var first = Enumerable.Range(0, PasswordHashing.AtOnce).Select(_ => _hashing.CheckAsync(null, Password, HashLane.Fresh, default).AsTask()).ToList();
        using var gone = new CancellationTokenSource();
        var waiting = _hashing.CheckAsync(null, Password, HashLane.Fresh, gone.Token).AsTask();
        var next = _hashing.CheckAsync(null, Password, HashLane.Fresh, default).AsTask();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        _hasher.MayGo.Set();
        (await next).ShouldBe(PasswordVerdict.Wrong);
        await Task.WhenAll(first);
    }
}
