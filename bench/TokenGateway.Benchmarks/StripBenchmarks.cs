using BenchmarkDotNet.Attributes;
using TokenGateway.Dialects.Standard;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;

namespace TokenGateway.Benchmarks;

/// <summary>What intake does with a request's text. Only a query that holds a credential may allocate.</summary>
[MemoryDiagnoser]
public class StripBenchmarks
{
    private static readonly string[] Headers =
        ["Host", "User-Agent", "Accept", "Accept-Encoding", "Authorization", "Content-Type", "X-Request-Source", "Cookie"];

    private readonly StandardDialect _dialect = new("tgw");
    private readonly CredentialPlaces _places = CredentialPlaces.Create(
        [new(CredentialPlaceKind.Scheme, "Bearer"), new(CredentialPlaceKind.Header, "X-API-Key"), new(CredentialPlaceKind.Query, "api_token")], []);

    private readonly HeaderNameSet _protected = HeaderNameSet.Create(["X-Auth-User", "X-Auth-Email", "X-Auth-Role", "X-Auth-Permissions", "X-Auth-Token-Id"], []);
    private readonly string _withToken = "?page=2&api_token=" + Some.Format.Create(7) + "&sort=%2Dname";

    [Benchmark(Baseline = true, Description = "query without a credential")]
    public bool Plain() => QueryScan.TryStrip("?page=2&size=50&sort=%2Dname", _places, _dialect.Shape, out _);

    [Benchmark(Description = "query with a credential")]
    public string Strip() => QueryScan.TryStrip(_withToken, _places, _dialect.Shape, out var strip) ? strip.Stripped : "";

    [Benchmark(Description = "path rules")]
    public bool Path() => RequestTarget.Inspect("/orders/2026/11/42/items.json").Fault == TargetFault.None;

    [Benchmark(Description = "eight header names against protected names and the deny list")]
    public int Names()
    {
        var found = 0;
        foreach (var name in Headers)
        {
            if (_protected.Contains(name) || DenyList.All.Contains(name))
                found++;
        }

        return found;
    }
}
