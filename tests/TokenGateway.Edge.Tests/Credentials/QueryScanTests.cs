using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Credentials;

public class QueryScanTests
{
    [Theory]
    [InlineData("?api_token=s", "", 1, "s")]
    [InlineData("?a&api_token=s&b", "?a&b", 1, "s")]
    [InlineData("?api_token=s&b", "?b", 1, "s")]
    [InlineData("?a&api_token=s", "?a", 1, "s")]
    [InlineData("a&api_token=s&b", "?a&b", 1, "s")]
    [InlineData("api_token=s", "", 1, "s")]
    [InlineData("?a=%7e%2F+&&api_token=s&b=;c;&", "?a=%7e%2F+&&b=;c;&", 1, "s")]
    [InlineData("?&api_token=s", "", 1, "s")]
    [InlineData("?api_token=s&", "", 1, "s")]
    [InlineData("?api_token=a=b==", "", 1, "a=b==")]
    [InlineData("?api_token=s&api_token=t", "", 2, "s")]
    [InlineData("?api_token=s&x&apiToken=t", "?x", 2, "s")]
    [InlineData("?api_token=a%2Bb%2525+c", "", 1, "a+b%25+c")]
    [InlineData("?api_token=%C3%A9", "", 1, "\u00c3\u00a9")]
    public void Named_pair_goes_with_one_separator_and_every_other_byte_stays(string query, string stripped, int count, string value)
    {
        var result = Strip(query);

        result.Stripped.ShouldBe(stripped);
        result.Count.ShouldBe(count);
        result.Value.ShouldBe(value);
        result.Place.ShouldBe("api_token");
        result.Exact.ShouldBeTrue();
    }

    [Theory]
    [InlineData("?%61pi_token=s")]
    [InlineData("?API_TOKEN=s")]
    [InlineData("?api%5ftoken=s")]
    [InlineData("?api%255Ftoken=s")]
    [InlineData("?api%25255ftoken=s")]
    [InlineData("?+api_token=s")]
    [InlineData("?api_token+=s")]
    [InlineData("?api_token%20=s")]
    [InlineData("?%09api_token%00=s")]
    [InlineData("?%2Bapi_token%252B=s")]
    [InlineData("??api_token=s")]
    [InlineData("?%u0061pi_token=s")]
    [InlineData("?%41PI_token=s")]
    public void Name_in_any_disguise_is_stripped_but_is_not_exact(string query)
    {
        var result = Strip(query);

        result.Stripped.ShouldBe("");
        result.Count.ShouldBe(1);
        result.Value.ShouldBe("s");
        result.Place.ShouldBe("api_token");
        result.Exact.ShouldBeFalse();
    }

    [Theory]
    [InlineData("?a;api_token=s", "?a", "s", 1)]
    [InlineData("?a;api_token=s;b", "?a;b", "s", 1)]
    [InlineData("?a=1;api_token=s&b", "?a=1&b", "s", 1)]
    [InlineData("?a=1;api_token=s;b;api_token=t;c&d;e", "?a=1;b;c&d;e", "s", 2)]
    [InlineData("?api_token=s;b=2&c;d", "?c;d", "s;b=2", 1)]
    [InlineData("?api_token=s;b;c", "", "s;b;c", 1)]
    [InlineData("?api_token=s;api_token=t;b", "", "s", 2)]
    [InlineData("?a&api_token=s;%61pi_token=t", "?a", "s", 2)]
    public void Semicolon_separates_where_the_piece_behind_it_is_ours(string query, string stripped, string value, int count)
    {
        var result = Strip(query);

        result.Stripped.ShouldBe(stripped);
        result.Value.ShouldBe(value);
        result.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("?api_token", "", 0, null)]
    [InlineData("?api_token=&a", "?a", 0, null)]
    [InlineData("?api_token=&apiToken=s", "", 1, "s")]
    [InlineData("?apiToken=s&api_token", "", 1, "s")]
    [InlineData("?a;api_token=", "?a", 0, null)]
    [InlineData("?api_token=&API_TOKEN=", "", 2, null)]
    [InlineData("?api_token=&api_token=s", "", 2, "s")]
    [InlineData("?api_token=s&api_token=", "", 2, "s")]
    [InlineData("?api_token=s&apiToken=&apiToken=", "", 2, "s")]
    public void Empty_pair_goes_and_is_none_beside_another_name(string query, string stripped, int count, string? value)
    {
        var result = Strip(query);

        result.Stripped.ShouldBe(stripped);
        result.Count.ShouldBe(count);
        result.Value.ShouldBe(value);
        result.HasEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Value_behind_a_semicolon_is_a_value()
    {
        var result = Strip("?api_token=;b&c");

        result.Stripped.ShouldBe("?c");
        result.Count.ShouldBe(1);
        result.Value.ShouldBe(";b");
        result.HasEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData("?t=tok_1234", "")]
    [InlineData("?a&t=tok_1234&b", "?a&b")]
    [InlineData("?tok_1234", "")]
    [InlineData("?tok_1234=x&b", "?b")]
    [InlineData("?t=tok%5f1234", "")]
    [InlineData("?t=%74ok%255f123%34", "")]
    [InlineData("?t=tok%25255f1234", "")]
    [InlineData("?next=https://h/?x=tok_1234%26y", "")]
    [InlineData("?a=1;t=tok_1234;c", "?a=1;c")]
    public void Value_of_our_shape_goes_wherever_it_stands_but_is_no_credential(string query, string stripped)
    {
        var result = Strip(query);

        result.Stripped.ShouldBe(stripped);
        result.Count.ShouldBe(0);
        result.Value.ShouldBeNull();
        result.Place.ShouldBeNull();
    }

    [Fact]
    public void Value_of_our_shape_beside_a_named_pair_goes_too_and_does_not_count()
    {
        var result = Strip("?x=tok_1111&api_token=tok_2222&y");

        result.Stripped.ShouldBe("?y");
        result.Count.ShouldBe(1);
        result.Value.ShouldBe("tok_2222");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?a=b&c=d")]
    [InlineData("?a=api_token")]
    [InlineData("?api_tokens=s")]
    [InlineData("?xapi_token=s")]
    [InlineData("?filter[api_token]=s")]
    [InlineData("?api_tokens%5b%5d=s")]
    [InlineData("?a=%zz%&b=%u12&c+d=e+f")]
    [InlineData("?t=tok_123")]
    [InlineData("?=s")]
    public void Query_without_ours_stays_and_costs_nothing(string query)
    {
        QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out var result).ShouldBeFalse();

        result.Stripped.ShouldBeSameAs(query);
        result.Count.ShouldBe(0);
        result.Value.ShouldBeNull();
        Allocation.Of(() => QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out _)).ShouldBe(0);
    }

    [Fact]
    public void Long_encoded_query_is_read_to_its_end()
    {
        var filler = string.Concat(Enumerable.Repeat("%41", 5000));
        var encoded = $"?a={filler}";

        Strip($"?a={filler}tok_1234").Stripped.ShouldBe("");
        Strip($"?{filler}=1&%61pi_token={filler}").Value.ShouldBe(new string('A', 5000));
        Allocation.Of(() => QueryScan.TryStrip(encoded, ThePlaces.Usual, DigitShape.Instance, out _)).ShouldBe(0);
    }

    [Fact]
    public void Result_does_not_print_the_secret() => Strip("?api_token=hush").ToString().ShouldNotContain("hush");

    private static QueryStrip Strip(string query)
    {
        QueryScan.TryStrip(query, ThePlaces.Usual, DigitShape.Instance, out var result).ShouldBeTrue();
        return result;
    }
}
