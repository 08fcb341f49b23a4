using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Requests;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Benchmarks;

/// <summary>
/// Budgets: a cache hit with a digest at most 1.5 microseconds (SHA-256 alone is the baseline), with the connection's
/// memo at most 100 nanoseconds, counting the use at most 15 nanoseconds, all 0 bytes.
/// </summary>
[MemoryDiagnoser]
public class VerificationBenchmarks : IDisposable
{
    private readonly string _value = Some.Format.Create(7);
    private readonly AccessModel _model = Some.Model();
    private readonly byte[] _bytes = new byte[64];
    private readonly UsageRecorder _usage = new(TimeProvider.System);
    private readonly EdgeConnection _connection = new();
    private readonly ConnectionInfo _peer = new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Loopback } }.Connection;
    private TokenVerifier? _verifier;
    private PresentedCredential _credential;
    private CredentialMemo _memo = null!;
    private string _header = "";

    [GlobalSetup]
    public void FillCache()
    {
        var time = TimeProvider.System;
        var cache = new TokenCache(100_000, time);
        var store = Stores.Open(new StoreOptions(StoreProvider.None, "", "/"), time);
        _verifier = new TokenVerifier(cache, store.Tokens, NoSharedFacts.Instance, new Freshness(time, isAlwaysFresh: true), new VerifierOptions { MaxAge = TimeSpan.FromHours(1) }, time);
        cache.TryFill(cache.BeginFill(), TokenDigest.Of(_value), new FactsReading(new TokenFacts(Some.Token, Some.Owner), default), time.GetTimestamp(), out var cached);
        Encoding.ASCII.GetBytes(_value, _bytes);
        _header = "Bearer " + _value;
        _credential = new PresentedCredential(_header, 7, _value.Length, CredentialPlaceKind.Scheme);
        _memo = new CredentialMemo(_credential, cached!.SnapshotFor(_model));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _verifier?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "SHA-256 of the value alone")]
    public byte Sha256()
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_bytes.AsSpan(0, _value.Length), hash);
        return hash[0];
    }

    [Benchmark(Description = "cache hit with a digest")]
    public bool Hit() => _verifier!.TryVerify(TokenDigest.Of(_value), _model, out var result) && result.IsValid;

    [Benchmark(Description = "hit of the connection's memo")]
    public bool Memo() =>
        _memo.Matches(_credential) && _verifier!.IsCurrent(_memo.Snapshot, _model) && _verifier.Judge(_memo.Snapshot).IsValid;

    [Benchmark(Description = "count a use, with where it came from")]
    public void Count()
    {
        _usage.Use(_memo.Snapshot.Usage!, 1, _connection.OriginOf(_peer, _credential.Place));
        _usage.Count(_memo.Snapshot.Usage!, 1, UsageOutcome.Allowed);
    }
}
