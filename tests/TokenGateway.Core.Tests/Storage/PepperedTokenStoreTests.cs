using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Storage;

public sealed class PepperedTokenStoreTests
{
    private static readonly AuditEntry Recorded = new(AuditActor.Gateway, AuditAction.TokenCreated, "token:0");
    private static readonly PepperKey First = Key("2026");
    private static readonly PepperKey Second = Key("2027");
    private static readonly TokenDigest Digest = TokenDigest.Of(The.Value);

    private readonly InMemoryStore _store = new();

    [Fact]
    public async Task Digest_is_kept_under_the_first_key_and_found()
    {
        var store = Store(First, Second);
        await AddAsync(store);
        (await _store.FindAsync(Digest, default)).ShouldBeNull();
        (await store.FindAsync(Digest, default)).ShouldNotBeNull().Pepper.ShouldBe("2026");
    }

    [Fact]
    public async Task Value_without_a_pepper_is_found_and_kept_under_it_from_then_on()
    {
        await AddAsync(_store);
        var store = Store(First);
        (await store.FindAsync(Digest, default)).ShouldNotBeNull().Pepper.ShouldBeNull();
        await Poll.UntilAsync(async () => await _store.FindAsync(Digest, default) is null);
        (await store.FindAsync(Digest, default)).ShouldNotBeNull().Pepper.ShouldBe("2026");
    }

    [Fact]
    public async Task Key_is_introduced_as_the_second_and_then_made_the_first()
    {
        var (old, between, after) = (Store(First), Store(First, Second), Store(Second, First));
        await AddAsync(old);
        (await between.FindAsync(Digest, default)).ShouldNotBeNull();
        (await after.FindAsync(Digest, default)).ShouldNotBeNull().Pepper.ShouldBe("2026");
        await Poll.UntilAsync(async () => (await Store(Second).FindAsync(Digest, default)) is { Pepper: "2027" });
        (await old.FindAsync(Digest, default)).ShouldBeNull();

        // A node that has not made it the first yet goes on.
        (await between.FindAsync(Digest, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Unknown_value_says_of_when_it_was_looked_for()
    {
        var behind = new ScriptedTokenStore { AsOf = new ChangeCursor("store", 5), Heartbeat = The.Start };
        var reading = await new PepperedTokenStore(behind, new Pepper([First], isRequired: false)).ReadFactsAsync(Digest, default);
        reading.ShouldBe(new FactsReading(null, behind.AsOf) { Heartbeat = The.Start });
    }

    [Fact]
    public async Task Value_without_a_pepper_is_unknown_where_one_is_required()
    {
        await AddAsync(_store);
        (await new PepperedTokenStore(_store, new Pepper([First], isRequired: true)).FindAsync(Digest, default)).ShouldBeNull();
    }

    /// <summary>Who reads the store must not be able to present what stands there as a digest that is kept plainly.</summary>
    [Fact]
    public async Task Form_counts_only_under_the_key_that_the_row_names()
    {
        var peppered = new Pepper([First], isRequired: false).Current(Digest);
        await _store.AddAsync(Some.Token(), new TokenQuota(null, null, The.Start), _ => new SealedValue(peppered, "", "other"), _ => Recorded, WriteBasis.None, default);
        (await Store(First).FindAsync(Digest, default)).ShouldBeNull();
        (await Store(First).FindAsync(peppered, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Upgrade_that_fails_harms_nobody()
    {
        await AddAsync(_store);
        var store = Store(First);
        _store.OnReseal = () => throw new StoreUnavailableException("locked");
        (await store.FindAsync(Digest, default)).ShouldNotBeNull();
        _store.OnReseal = null;
        await Poll.UntilAsync(async () => await store.FindAsync(Digest, default) is { Pepper: "2026" });
    }

    [Fact]
    public async Task Foreign_value_is_looked_for_in_every_form_that_it_may_be_kept_in()
    {
        SealedValue? seen = null;
        _store.OnAdd = value => seen = value;
        await Store(Second, First).AddAsync(
            Some.Token(), new TokenQuota(null, null, The.Start), _ => new SealedValue(Digest, "...") { IsForeign = true }, _ => Recorded, WriteBasis.None, default);

        seen!.Value.Digest.ShouldBe(Second.Apply(Digest));
        seen.Value.OtherForms.ShouldBe([First.Apply(Digest), Digest]);
    }

    [Fact]
    public void Key_has_32_bytes_at_least() =>
        Should.Throw<ArgumentException>(() => new PepperKey("short", new byte[31]));

    private PepperedTokenStore Store(params PepperKey[] keys) => new(_store, new Pepper([.. keys], isRequired: false));

    private static PepperKey Key(string id) => new(id, RandomNumberGenerator.GetBytes(32));

    private static async Task AddAsync(ITokenStore store) => (await store.AddAsync(
        Some.Token(), new TokenQuota(null, null, The.Start), _ => new SealedValue(Digest, "..."), _ => Recorded, WriteBasis.None, default)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
}
