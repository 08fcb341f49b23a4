using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Benchmarks;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Tests.Credentials;

namespace TokenGateway.Edge.Tests.Search;

/// <summary>The searches find what reading a text in every way finds, in every dialect and under every encoding.</summary>
public class SameFindingsTests
{
    private const int Texts = 4000;

    private const string RefusedByTheServer = "%00";

    private static readonly string[] Around =
        ["", "/", "?x=", "=", ":", "_", "%", "%2", "%41", "%25", "%2541", "%252541", "%u0041", "%U002f", "%uzz", "+", " ", "a", "1", "%4", "%25252541", "é", "Basic "];

    public static TheoryData<string> Names => [.. BuiltInDialects.Registry.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_found_where_every_reading_finds_it(string name)
    {
        var (dialect, random, found) = (Dialect(name), new Random(3), 0);
        for (var i = 0; i < Texts; i++)
        {
            var text = Text(random, Value(dialect), whole: random.Next(2) == 0);
            var expected = NaiveSearch.HoldsValue(text, dialect.Shape);
            TokenScanner.ContainsToken(text, dialect.Shape).ShouldBe(expected, text);
            found += expected ? 1 : 0;
        }

        found.ShouldBeInRange(Texts / 10, Texts * 9 / 10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Copy_is_found_where_every_reading_finds_it(string name)
    {
        var (dialect, random, found) = (Dialect(name), new Random(5), 0);
        for (var i = 0; i < Texts; i++)
        {
            var secret = Value(dialect);
            var text = Text(random, random.Next(3) == 0 ? Convert.ToBase64String(Encoding.ASCII.GetBytes("x" + secret)) : secret, whole: random.Next(2) == 0);
            var forms = SecretEncodings.Of(secret);
            var nothing = new CountingShape(1);
            var expected = NaiveSearch.Readings(text).Any(reading => forms.IsInView(reading));
            TokenScanner.ContainsToken(text, nothing, forms).ShouldBe(expected, text);
            forms.IsIn(text).ShouldBe(expected, text);
            SecretSearch.Holds(text, secret).ShouldBe(NaiveSearch.HoldsAny(text, [secret]), text);
            found += expected ? 1 : 0;
        }

        found.ShouldBeInRange(Texts / 10, Texts * 9 / 10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_found_in_a_path_whatever_the_decoded_one_showed(string name)
    {
        var (dialect, random, (clean, found)) = (Dialect(name), new Random(11), (0, 0));
        for (var i = 0; i < Texts; i++)
        {
            var raw = "/" + Text(random, Value(dialect), whole: random.Next(2) == 0);
            if (raw.Contains(RefusedByTheServer, StringComparison.Ordinal))
                continue;
            var (path, searched) = (Decoded(raw), new CleanTexts());
            var masked = RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = path }, dialect.Shape, searched) is not null;
            masked.ShouldBe(NaiveSearch.HoldsValue(path, dialect.Shape), raw);
            var expected = NaiveSearch.HoldsValue(raw, dialect.Shape);
            TokenScanner.ContainsToken(raw, dialect.Shape, clean: searched).ShouldBe(expected, raw);
            clean += masked ? 0 : 1;
            found += expected ? 1 : 0;
        }

        clean.ShouldBeInRange(Texts / 20, Texts * 19 / 20);
        found.ShouldBeInRange(Texts / 20, Texts * 19 / 20);
    }

    [Fact]
    public void Value_is_found_that_decoding_destroys()
    {
        // The server reads the first two digits behind the "%" as a character.
        var (dialect, searched) = (Dialect("Goldcast"), new CleanTexts());
        var raw = "/%4" + Enumerable.Range(0, 1000).Select(_ => Value(dialect)).First(value => value[0] == '4')[1..];
        RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = Decoded(raw) }, dialect.Shape, searched).ShouldBeNull();

        searched.Contains(Decoded(raw)).ShouldBeTrue();
        TokenScanner.ContainsToken(raw, dialect.Shape, clean: searched).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Query_is_stripped_of_what_every_reading_finds(string name)
    {
        var (dialect, random) = (Dialect(name), new Random(7));
        for (var i = 0; i < Texts; i++)
        {
            var pairs = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(2) == 0 ? "a=1" : Text(random, Value(dialect), whole: random.Next(2) == 0)).ToArray();
            var query = "?" + string.Join('&', pairs);
            var any = QueryScan.TryStrip(query, ThePlaces.Usual, dialect.Shape, out var strip);

            any.ShouldBe(Holds(query), query);
            Holds(strip.Stripped).ShouldBeFalse(query);
        }

        bool Holds(string text) => text.TrimStart('?').Split('&', ';').Any(piece => NaiveSearch.Readings(piece).Any(reading => dialect.Shape.IsIn(reading)));
    }

    /// <summary>As the server decodes a path; it leaves an encoded slash.</summary>
    private static string Decoded(string path) => PathString.FromUriComponent(path).Value!;

    private static IDialect Dialect(string name) => BuiltInDialects.Registry.Find(name)!.Create(new DialectSettings());

    private static string Value(IDialect dialect) => dialect.Values.Create(Some.Token with { ExternalId = dialect.Values.CreateExternalId() });

    private static string Text(Random random, string value, bool whole)
    {
        var at = random.Next(value.Length);
        var inner = whole ? value : random.Next(2) == 0 ? value[at..] : value[..at] + "%" + value[at..];
        var text = random.Next(4) == 0
            ? "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("user:" + inner))
            : Around[random.Next(Around.Length)] + Encode(random, inner) + Around[random.Next(Around.Length)];
        return random.Next(8) == 0 ? new string('x', 600) + text : text;
    }

    private static string Encode(Random random, string text)
    {
        var share = random.Next(4);
        return string.Concat(text.Select(c => share > 0 && random.Next(share * 4) == 0 ? $"%{string.Concat(Enumerable.Repeat("25", random.Next(4)))}{(int)c:x2}" : c.ToString()));
    }
}
