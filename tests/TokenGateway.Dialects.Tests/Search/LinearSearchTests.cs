using TokenGateway.Benchmarks;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Dialects.Tests.Products;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>A search looks at each character a few times, whatever a client sends. Counted, not timed.</summary>
public class LinearSearchTests
{
    private const int Most = 10;

    public static TheoryData<string> Names => [.. BuiltInDialects.Registry.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_looks_at_each_character_a_few_times(string name)
    {
        var dialect = Product.Of(name);
        foreach (var length in new[] { 1000, 4000, 32_000 })
        {
            foreach (var (text, content) in HostileTexts.For(Product.Value(dialect), length))
                CountedWork.Of((IMeteredShape)dialect.Shape, content).ShouldBeLessThanOrEqualTo(Most * length, text);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_counts_what_it_looks_at(string name)
    {
        var dialect = Product.Of(name);

        CountedWork.Of((IMeteredShape)dialect.Shape, new string('a', 5000)).ShouldBeGreaterThanOrEqualTo(4900);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_shorter_than_the_shortest_value_is_one(string name)
    {
        var dialect = Product.Of(name);
        foreach (var owner in new[] { "a", "alice", new string('x', 255) })
            Product.Value(dialect, 1, owner).Length.ShouldBeGreaterThanOrEqualTo(dialect.Shape.ShortestLength);
        dialect.Shape.ShortestLength.ShouldBeGreaterThanOrEqualTo(40);
    }
}
