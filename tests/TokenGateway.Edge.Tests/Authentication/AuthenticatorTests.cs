using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Intake;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Authentication;

/// <summary>Cheapest first, and the budget of an address slows wrong tokens down, never a right one.</summary>
public sealed class AuthenticatorTests : IClassFixture<StagedEdge>, IDisposable
{
    private const string Value = "T-0123456789abcdefghijklmnop";

    /// <summary>Begins as ours do; the checksum is not its own.</summary>
    private const string Mistyped = "tgw_1_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG000000";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly StagedEdge _edge;
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedFacts _store = new();
    private readonly TokenCache _cache;
    private readonly Freshness _freshness;
    private readonly TokenVerifier _verifier;
    private readonly FailedAttempts _failed;
    private readonly Authenticator _authenticator;

    public AuthenticatorTests(StagedEdge edge)
    {
        _edge = edge;
        _cache = new TokenCache(1000, _clock);
        _freshness = new Freshness(_clock);
        _verifier = new TokenVerifier(_cache, _store, NoSharedFacts.Instance, _freshness, new VerifierOptions(), _clock);
        _failed = new FailedAttempts(_clock);
        _authenticator = new Authenticator(_verifier, _failed);
        _store.Known[TokenDigest.Of(Value)] = Facts(7);
        _freshness.Confirm(_clock.GetTimestamp());
    }

    public void Dispose()
    {
        _authenticator.Dispose();
        _verifier.Dispose();
    }

    [Fact]
    public void Mistyped_value_is_refused_without_digest_cache_or_store()
    {
        var (_, request) = Present(Mistyped);

        _authenticator.TryVerify(request, _edge.Model, out var result, out var digest).ShouldBeTrue();

        result.ShouldBe(VerificationResult.Unknown);
        digest.ShouldBe(default);
        _store.Asked.ShouldBe(0);
    }

    [Fact]
    public void Declared_token_needs_no_store()
    {
        var (_, request) = Present(StagedEdge.Token);

        _authenticator.TryVerify(request, _edge.Model, out var result, out _).ShouldBeTrue();

        result.IsValid.ShouldBeTrue();
        request.Connection.Memo.ShouldNotBeNull().Snapshot.ShouldBeSameAs(result.Snapshot);
    }

    [Fact]
    public async Task Stored_token_is_read_once_and_then_known()
    {
        (await VerifyAsync(Value)).IsValid.ShouldBeTrue();
        var (_, request) = Present(Value);

        _authenticator.TryVerify(request, _edge.Model, out var result, out _).ShouldBeTrue();

        result.IsValid.ShouldBeTrue();
        _store.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Memo_of_the_connection_answers_without_a_digest()
    {
        var (context, request) = Present(Value);
        (await VerifyAsync(context, request)).IsValid.ShouldBeTrue();

        _authenticator.TryVerify(request, _edge.Model, out var result, out var digest).ShouldBeTrue();

        result.IsValid.ShouldBeTrue();
        digest.ShouldBe(default);
        Allocation.Of(() => _authenticator.TryVerify(request, _edge.Model, out _, out _)).ShouldBe(0);
    }

    [Fact]
    public async Task Memo_is_of_one_value_alone()
    {
        var (context, request) = Present(Value);
        await VerifyAsync(context, request);
        request.Credential = Credential(Value + "x");

        (await VerifyAsync(context, request)).ShouldBe(VerificationResult.Unknown);
    }

    [Fact]
    public async Task Memo_dies_with_its_token()
    {
        var (context, request) = Present(Value);
        await VerifyAsync(context, request);
        _store.Known[TokenDigest.Of(Value)] = Facts(7, active: false);
        _cache.Apply(new Change(ChangeKind.TokenChanged, "7"));

        _authenticator.TryVerify(request, _edge.Model, out _, out _).ShouldBeFalse();
        (await VerifyAsync(context, request)).Outcome.ShouldBe(VerificationOutcome.Inactive);
    }

    [Fact]
    public async Task Memo_is_no_proof_once_freshness_is_gone()
    {
        var (context, request) = Present(Value);
        await VerifyAsync(context, request);
        _clock.Advance(Freshness.TrustedFor);

        _authenticator.TryVerify(request, _edge.Model, out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("wrong-0123456789abcdefghijklm")]
    public async Task Wrong_value_leaves_no_memo(string value)
    {
        var (context, request) = Present(value);

        (await VerifyAsync(context, request)).ShouldBe(VerificationResult.Unknown);

        request.Connection.Memo.ShouldBeNull();
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_an_outcome()
    {
        _store.OnRead = () => throw new StoreUnavailableException("down");

        (await VerifyAsync(Value)).ShouldBe(VerificationResult.StoreUnavailable);
    }

    [Fact]
    public async Task Over_the_budget_only_eight_ask_the_store_at_once_and_right_tokens_pass()
    {
        var released = new TaskCompletionSource();
        _store.OnRead = () => released.Task;
        FailTwice();

        var waiting = Enumerable.Range(0, 20).Select(i => VerifyAsync($"wrong-0123456789abcdefghijk-{i:00}")).ToList();
        waiting.Add(VerifyAsync(Value));
        SpinWait.SpinUntil(() => _store.Asked >= 8, Deadline).ShouldBeTrue();
        _store.Asked.ShouldBe(8);
        released.SetResult();
        var results = await Task.WhenAll(waiting).WaitAsync(Deadline);

        results[..20].ShouldAllBe(result => result == VerificationResult.Unknown);
        results[20].IsValid.ShouldBeTrue();
        _store.Asked.ShouldBe(21);
    }

    [Fact]
    public async Task Over_the_budget_a_cached_token_does_not_wait()
    {
        await VerifyAsync(Value);
        var released = new TaskCompletionSource();
        _store.OnRead = () => released.Task;
        FailTwice();
        var waiting = Enumerable.Range(0, 8).Select(i => VerifyAsync($"wrong-0123456789abcdefghijk-{i:00}")).ToList();
        var (context, request) = Present(Value);

        var known = await _authenticator.VerifyAsync(context, request, _edge.Model, TokenDigest.Of(Value)).AsTask().WaitAsync(Deadline);

        known.IsValid.ShouldBeTrue();
        released.SetResult();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task One_who_leaves_the_gate_gives_no_place_away()
    {
        var released = new TaskCompletionSource();
        _store.OnRead = () => released.Task;
        FailTwice();
        var waiting = Enumerable.Range(0, 8).Select(i => VerifyAsync($"wrong-0123456789abcdefghijk-{i:00}")).ToList();
        SpinWait.SpinUntil(() => _store.Asked >= 8, Deadline).ShouldBeTrue();
        using var gone = new CancellationTokenSource();
        var (context, request) = Present("wrong-0123456789abcdefghijk-xx");
        context.RequestAborted = gone.Token;
        var left = VerifyAsync(context, request);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        var ninth = VerifyAsync(Value);

        _store.Asked.ShouldBe(8);
        released.SetResult();
        await Task.WhenAll(waiting);
        (await ninth).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Failures_are_counted_by_the_generations_budget()
    {
        var (context, _) = Present(Value);
        _authenticator.IsOverBudget(context, _edge.Model).ShouldBeFalse();

        _authenticator.CountFailure(context, _edge.Model);
        _authenticator.CountFailure(context, _edge.Model);

        _authenticator.IsOverBudget(context, _edge.Model).ShouldBeTrue();
        _authenticator.SecondsLeft(_edge.Model).ShouldBeInRange(1, 60);
    }

    private static TokenFacts Facts(long id, bool active = true) => new(
        new Token
        {
            Id = TokenId.Stored(id),
            Name = "ci",
            Owner = UserId.Parse("bob"),
            Role = RoleName.Parse("Users"),
            CreatedAt = DateTimeOffset.UnixEpoch,
            CreatedBy = "cli:tests",
            IsActive = active,
        },
        new User { Id = UserId.Parse("bob"), Roles = [RoleName.Parse("Users")] });

    private static PresentedCredential Credential(string value) => new(value, 0, value.Length, CredentialPlaceKind.Header);

    private (HttpContext Context, EdgeRequest Request) Present(string value)
    {
        var (context, request) = _edge.On("any");
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        request.Credential = Credential(value);
        return (context, request);
    }

    private Task<VerificationResult> VerifyAsync(string value)
    {
        var (context, request) = Present(value);
        return VerifyAsync(context, request);
    }

    private async Task<VerificationResult> VerifyAsync(HttpContext context, EdgeRequest request) =>
        _authenticator.TryVerify(request, _edge.Model, out var result, out var digest)
            ? result
            : await _authenticator.VerifyAsync(context, request, _edge.Model, digest);

    private void FailTwice()
    {
        _failed.Count(IPAddress.Loopback, _edge.Model.Throttle);
        _failed.Count(IPAddress.Loopback, _edge.Model.Throttle);
    }

    private sealed class ScriptedFacts : IFactsSource
    {
        private int _asked;

        public System.Collections.Concurrent.ConcurrentDictionary<TokenDigest, TokenFacts> Known { get; } = new();

        public Func<Task>? OnRead { get; set; }

        public int Asked => Volatile.Read(ref _asked);

        public async ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            if (OnRead is { } hook)
                await hook();
            return new FactsReading(Known.GetValueOrDefault(digest), default);
        }
    }
}
