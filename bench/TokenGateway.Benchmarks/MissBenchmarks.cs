using BenchmarkDotNet.Attributes;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Benchmarks;

/// <summary>A token that is not cached: one look-up in SQLite, with 10,000 tokens in the store.</summary>
[MemoryDiagnoser]
public class MissBenchmarks : IDisposable
{
    private const int Stored = 10_000;

    private static readonly AuditEntry Recorded = new(AuditActor.Gateway, AuditAction.TokenCreated, "token:0");

    private readonly AccessModel _model = Some.Model();
    private readonly TokenDigest[] _digests = new TokenDigest[Stored];
    private string _folder = "";
    private OpenedStore _store = null!;
    private TokenVerifier? _verifier;
    private int _next;

    // The runner in this process does not wait for an asynchronous one.
    [GlobalSetup]
    public void FillStore() => FillStoreAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void RemoveStore() => RemoveStoreAsync().GetAwaiter().GetResult();

    private async Task FillStoreAsync()
    {
        var time = TimeProvider.System;
        _folder = Directory.CreateTempSubdirectory("tgw-bench-").FullName;
        _store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=bench.db", _folder), time);
        await _store.Users.AddAsync(Some.Owner, passwordHash: null, Recorded, WriteBasis.None, CancellationToken.None);
        for (var i = 0; i < Stored; i++)
        {
            await _store.Tokens.AddAsync(Some.Token, new TokenQuota(null, null, time.GetUtcNow()), id =>
            {
                var value = Some.Format.Create(id);
                return new SealedValue(_digests[id - 1] = TokenDigest.Of(value), Some.Format.Hint(value));
            }, _ => Recorded, WriteBasis.None, CancellationToken.None);
        }

        // A cache of one entry: with 10,000 tokens in turn, every look-up is a miss.
        _verifier = new TokenVerifier(new TokenCache(1, time), _store.Tokens, NoSharedFacts.Instance, new Freshness(time, isAlwaysFresh: true), new VerifierOptions(), time);
    }

    private async Task RemoveStoreAsync()
    {
        Dispose();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose()
    {
        _verifier?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "miss, SQLite")]
    public async Task<bool> Miss()
    {
        _next = (_next + 7919) % Stored;
        return (await _verifier!.VerifyAsync(_digests[_next], _model, CancellationToken.None)).IsValid;
    }
}
