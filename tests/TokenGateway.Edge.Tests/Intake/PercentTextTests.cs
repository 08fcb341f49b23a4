using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Tests.Intake;

public class PercentTextTests
{
    private static readonly Arbitrary<string> Texts = Gen
        .Elements("%", "25", "41", "%41", "%2", "%u0041", "+", "a", "\u00e9", "%C3%A9").ArrayOf().Select(string.Concat).ToArbitrary();

    [Theory]
    [InlineData("a%41b", false, "aAb")]
    [InlineData("%2541", false, "%41")]
    [InlineData("%u0041%U0062", false, "Ab")]
    [InlineData("%C3%A9", false, "\u00c3\u00a9")]
    [InlineData("%zz%4%", false, "%zz%4%")]
    [InlineData("%%41%4%", false, "%A%4%")]
    [InlineData("%4\u0141%\u01341%u004\u0141%u%41", false, "%4\u0141%\u01341%u004\u0141%uA")]
    [InlineData("a+b%2B", false, "a+b+")]
    [InlineData("a+b%2B", true, "a b+")]
    public void Text_is_decoded_once(string text, bool plusIsSpace, string expected) =>
        Decode(text, plusIsSpace).ShouldBe(expected);

    [Fact]
    public void Decoding_in_place_gives_the_same() =>
        Prop.ForAll(Texts, text =>
        {
            var buffer = text.ToCharArray();
            return new string(buffer, 0, PercentText.Decode(buffer, buffer)) == Decode(text, plusIsSpace: false);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a", new[] { "a" })]
    [InlineData("%41", new[] { "%41", "A" })]
    [InlineData("%252541", new[] { "%252541", "%2541", "%41", "A" })]
    [InlineData("%25252541", new[] { "%25252541", "%252541", "%2541", "%41" })]
    public void Views_are_the_text_and_three_decodings_at_most(string text, string[] expected)
    {
        Views(text, scratch: 64).ShouldBe(expected);
        Views(text, scratch: 0).ShouldBe(expected);
    }

    private static string Decode(string text, bool plusIsSpace)
    {
        var decoded = new char[text.Length];
        return new string(decoded, 0, PercentText.Decode(text, decoded, plusIsSpace));
    }

    private static List<string> Views(string text, int scratch)
    {
        var views = new List<string>();
        foreach (var view in new DecodedViews(text, new char[scratch]))
            views.Add(view.ToString());
        return views;
    }
}
