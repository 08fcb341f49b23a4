using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

public class QueryScanPropertyTests
{
    private static readonly string[] Named = ["api_token=s", "%61pi_token=s", "API_token", "+apiToken=%20x"];
    private static readonly string[] Shaped = ["t=tok_1234", "tok_0000", "x=a%74ok_9999"];
    private static readonly string[] Others = ["a=1", "b", "", "c=%zz", "d=api_token", "token=%252541", "e=+"];

    private static readonly Arbitrary<string[]> Pairs =
        Gen.Elements<string>([.. Named, .. Shaped, .. Others]).ArrayOf().ToArbitrary();

    private static readonly Arbitrary<string> Texts = Gen
        .Elements("&", ";", "=", "%61", "a", "pi_token", "api_token", "tok_", "1234", "+", "%", "%25", "5f", "?", "x").ArrayOf()
        .Select(f => "?" + string.Concat(f)).ToArbitrary();

    [Fact]
    public void Stripping_leaves_exactly_the_other_pairs_in_their_order() =>
        Prop.ForAll(Pairs, pairs =>
        {
            var query = "?" + string.Join('&', pairs);
            var others = pairs.Where(Others.Contains).ToArray();
            var any = QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out var result);
            var expected = string.Join('&', others);
            return any == (others.Length < pairs.Length)
                && result.Stripped == (any ? expected.Length > 0 ? "?" + expected : "" : query)
                && result.Count == CountOf([.. pairs.Where(Named.Contains)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Stripping_again_finds_nothing() =>
        Prop.ForAll(Texts, query =>
        {
            QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out var result);
            return !QueryScan.TryStrip(result.Stripped, ThePlaces.Usual, DigitShape.Instance, out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Leading_question_mark_makes_no_difference() =>
        Prop.ForAll(Texts.Generator.Where(t => !t.StartsWith("??", StringComparison.Ordinal)).ToArbitrary(), query =>
        {
            var with = QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out var a);
            var without = QueryScan.TryStrip(query[1..], ThePlaces.Usual, DigitShape.Instance, out var b);
            return with == without && (!with || (a.Stripped, a.Count, a.Value, a.Exact) == (b.Stripped, b.Count, b.Value, b.Exact));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_separator_reading_of_what_is_left_holds_a_named_pair() =>
        Prop.ForAll(Texts, query =>
        {
            QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out var result);
            return NamesIn(result.Stripped, '&').Concat(NamesIn(result.Stripped, '&', ';'))
                .All(n => ThePlaces.Usual.FindQueryName(Uri.UnescapeDataString(n).Replace('+', ' ').Trim()) is null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static int CountOf(string[] named)
    {
        var values = named.Count(pair => pair.Contains('=', StringComparison.Ordinal));
        var isRepeated = named.GroupBy(pair => pair.Contains("apiToken", StringComparison.Ordinal)).Any(place => place.Count() > 1);
        return isRepeated ? Math.Max(values, 2) : values;
    }

    private static IEnumerable<string> NamesIn(string query, params char[] separators) =>
        query.TrimStart('?').Split(separators).Select(p => p.Split('=')[0]);
}
