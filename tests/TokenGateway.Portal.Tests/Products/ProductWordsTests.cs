using System.Collections;
using System.Globalization;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tests.Products;

public sealed class ProductWordsTests
{
    private static readonly HashSet<string> Names =
        [.. Text.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];

    public static TheoryData<string> OfProducts { get; } = [.. Names.Where(name => BuiltInDialects.Registry.Names.Contains(name.Split('_')[0]))];

    [Fact]
    public void Products_have_words_of_their_own() => OfProducts.Count.ShouldBeGreaterThan(25);

    /// <summary>A text that replaces none would never be shown.</summary>
    [Theory]
    [MemberData(nameof(OfProducts))]
    public void Words_of_a_product_replace_a_text(string name) => Names.ShouldContain(name[(name.IndexOf('_') + 1)..]);
}
