using BenchmarkDotNet.Attributes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Benchmarks;

/// <summary>The shipped sample's policy on <c>/orders</c>.</summary>
[MemoryDiagnoser]
public class PolicyBenchmarks
{
    private readonly AccessSubject _engineer = TokenSnapshot.Compile(new TokenFacts(Some.Token, Some.Owner), Some.Model()).Subject;

    private readonly AccessPolicy _policy = new(
    [
        new AccessEntry { Methods = ["GET", "HEAD"], Condition = new AccessCondition { AnyRole = BitSet.Of([0, 1, 2]), Description = "" } },
        new AccessEntry
        {
            Methods = ["POST", "PUT", "PATCH", "DELETE"],
            Condition = new AccessCondition { MinRank = 20, AllPermissions = BitSet.Of([1]), Description = "" },
        },
    ]);

    [Benchmark(Baseline = true, Description = "GET: the first entry")]
    public AccessDecision Get() => _policy.Evaluate("GET", _engineer).Decision;

    [Benchmark(Description = "DELETE: the last method of the second")]
    public AccessDecision Delete() => _policy.Evaluate("DELETE", _engineer).Decision;

    [Benchmark(Description = "a method that nobody names")]
    public AccessDecision Unknown() => _policy.Evaluate("PURGE", _engineer).Decision;
}
