using TokenGateway.Benchmarks;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Dialects.Tests.Products;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>The searches find what a search finds that tries every place.</summary>
public class SameFindingsTests
{
    private const int Texts = 20_000;

    private static readonly Dictionary<string, ITokenShape> Naive = new()
    {
        ["Standard"] = new StandardNaiveShape(),
        ["Dataprep"] = new DataprepNaiveShape(),
        ["Gcore"] = new GcoreNaiveShape(),
        ["GoodData"] = new GoodDataNaiveShape(),
        ["Goldcast"] = new GoldcastNaiveShape(),
        ["Versio"] = new VersioNaiveShape(),
    };

    public static TheoryData<string> Names => [.. BuiltInDialects.Registry.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_finds_what_trying_every_place_finds(string name)
    {
        var dialect = Product.Of(name);
        var some = new SomeTexts(dialect, seed: 11);
        var found = 0;
        for (var i = 0; i < Texts; i++)
        {
            var text = some.Next();
            var expected = Naive[name].IsIn(text);
            if (expected || !IsCutBySpaces(text))
                dialect.Shape.IsIn(text).ShouldBe(expected, text);
            found += expected ? 1 : 0;
        }

        // Neither nearly all nor nearly none, or the comparison says nothing.
        found.ShouldBeInRange(Texts / 20, Texts * 19 / 20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_of_hostile_text_finds_what_trying_every_place_finds(string name)
    {
        var dialect = Product.Of(name);
        foreach (var (text, content) in HostileTexts.For(Product.Value(dialect), 700))
        {
            dialect.Shape.IsIn(content).ShouldBe(Naive[name].IsIn(content), text);
            var with = content + "/" + Product.Value(dialect) + "/" + content;
            dialect.Shape.IsIn(with).ShouldBe(Naive[name].IsIn(with), text);
        }
    }

    // The reader of base64 passes over four spaces. A value cut by them is found wherever the cut is; trying every place
    // finds it only when its first part is long.
    private static bool IsCutBySpaces(string text) => text.Any(char.IsWhiteSpace);
}
