using System.Text.RegularExpressions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Tests.Products;

/// <summary>What every dialect's values have in common: they are known by their looks, wherever they stand, and others are not.</summary>
public sealed partial class ShapeTests
{
    public static TheoryData<string> Names => [.. Product.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_ours_and_is_found_wherever_it_stands(string name)
    {
        var dialect = Product.Of(name);
        foreach (var owner in new[] { "alice", "a", "jörg", "team:ops", "a@b.example", new string('x', 255) })
        {
            var value = Product.Value(dialect, owner: owner);
            dialect.Shape.Judge(value).ShouldBe(TokenShapeVerdict.Ours, value);
            dialect.Shape.IsIn(value).ShouldBeTrue(value);
            dialect.Shape.IsIn($"https://a.example/x?next={value}&x=1").ShouldBeTrue(value);
            dialect.Shape.IsIn($"before {value} behind").ShouldBeTrue(value);
            dialect.Shape.IsIn($"/path/{value}/more").ShouldBeTrue(value);
            TokenDigest.Of(value).ShouldNotBe(default);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_differ_and_can_be_presented(string name)
    {
        var dialect = Product.Of(name);
        var values = Enumerable.Range(1, 500).Select(number => Product.Value(dialect, number)).ToList();

        values.Distinct(StringComparer.Ordinal).Count().ShouldBe(values.Count);
        values.ShouldAllBe(value => ImportedValue.CanBePresented(value) && !value.Contains('"') && !value.Contains('\'') && !value.Contains(','));
        values.ShouldAllBe(value => dialect.Shape.Judge(value) == TokenShapeVerdict.Ours);
    }

    [Theory]
    [InlineData("Versio")]
    [InlineData("Gcore")]
    [InlineData("Goldcast")]
    [InlineData("Dataprep")]
    public void An_altered_value_is_not_ours_and_may_be_an_imported_one(string name)
    {
        var dialect = Product.Of(name);
        var value = Product.Value(dialect);
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(value[i]))
                continue;
            var altered = string.Concat(value.AsSpan(0, i), value[i] == '7' ? "8" : "7", value.AsSpan(i + 1));
            dialect.Shape.Judge(altered).ShouldNotBe(TokenShapeVerdict.Ours, altered);
            dialect.Shape.IsIn(altered).ShouldBe(false, altered);
        }

        dialect.Shape.Judge(value.AsSpan(0, value.Length - 1)).ShouldNotBe(TokenShapeVerdict.Ours);
        dialect.Shape.Judge(value + "7").ShouldNotBe(TokenShapeVerdict.Ours);
        dialect.Shape.Judge(" " + value).ShouldNotBe(TokenShapeVerdict.Ours);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_only_looks_alike_is_left_alone(string name)
    {
        var shape = Product.Of(name).Shape;
        string[] others =
        [
            "", "a", "x".PadRight(5000, 'x'), new string('0', 5000), new string(':', 5000), new string('/', 5000), new string('=', 5000), new string('_', 5000),
            "da39a3ee5e6b4b0d3255bfef95601890afd80709", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "https://a.example/api/v1/entities/users/demo/apiTokens?page=0&size=20", "Basic YWxpY2U6c2VjcmV0OnNlY3JldA==",
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("a:b:c, and a longer text that goes on")), "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "42_short", "42$short", "é".PadRight(100, 'é'),
        ];

        foreach (var other in others)
        {
            shape.Judge(other).ShouldNotBe(TokenShapeVerdict.Ours, other);
            shape.IsIn(other).ShouldBeFalse(other);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Looking_costs_nothing(string name)
    {
        var dialect = Product.Of(name);
        var value = Product.Value(dialect);
        const string other = "https://a.example/some/long/path/with/segments?and=a:query&id=da39a3ee5e6b4b0d3255bfef95601890afd80709";
        var found = 0;
        Look();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Look();

        // Whatever the runtime itself allocates now and then is less than a byte a run.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
        found.ShouldBeGreaterThan(1000);

        void Look() => found += (dialect.Shape.Judge(value) == TokenShapeVerdict.Ours ? 1 : 0) + (dialect.Shape.IsIn(value) ? 1 : 0)
            + (dialect.Shape.IsIn(other) ? 1 : 0) + (dialect.Shape.Judge(other) == TokenShapeVerdict.Ours ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hint_is_no_help(string name)
    {
        var dialect = Product.Of(name);
        var value = Product.Value(dialect);

        var hint = dialect.Values.Hint(value);
        Dots().Replace(hint, "").Length.ShouldBeLessThan(value.Length / 3);
        dialect.Values.Hint("x").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Versio", "^[0-9A-Za-z]{22}:[0-9A-Za-z]{22}$")]
    [InlineData("Gcore", "^42_[0-9A-Za-z]{49}$")]
    [InlineData("Goldcast", "^[0-9a-f]{40}$")]
    public void Values_look_as_the_products(string name, string form) => Product.Value(Product.Of(name)).ShouldMatch(form);

    [Fact]
    public void Value_of_Dataprep_is_an_id_and_a_secret_as_JSON()
    {
        var dialect = Product.Of("Dataprep");
        var id = dialect.Values.CreateExternalId()!.Value.Value;

        var json = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(dialect.Values.Create(Product.Token(id: id))));

        json.ShouldMatch($$"""^\{"tokenId":"{{id}}","secret":"[0-9a-f]{64}"\}$""");
    }

    [Fact]
    public void Value_of_GoodData_names_user_and_token()
    {
        var value = Product.Of("GoodData").Values.Create(Product.Token(id: "laptop"));

        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value)).ShouldMatch("^alice:laptop:[0-9A-Za-z+/]{32}$");
    }

    [Fact]
    public void Longest_names_make_a_value_that_still_fits()
    {
        var dialect = Product.Of("GoodData");

        var value = dialect.Values.Create(Product.Token(owner: new string('ß', 255), id: new string('i', 255)));

        value.Length.ShouldBeLessThanOrEqualTo(TokenDigest.MaxValueLength);
        dialect.Shape.Judge(value).ShouldBe(TokenShapeVerdict.Ours);
    }

    [Theory]
    [InlineData("29841_", "29841")]
    [InlineData("29841$", "29841")]
    [InlineData("29841_abc", "29841")]
    [InlineData("1$0123456789012345678901234567890123456-8", "1")]
    public void Incomplete_value_of_Gcore_is_broken_and_tells_its_id(string value, string id)
    {
        var shape = Product.Of("Gcore").Shape;

        shape.Judge(value).ShouldBe(TokenShapeVerdict.Broken);
        shape.IdOf(value).ShouldBe(id);
    }

    [Theory]
    [InlineData("29841_0123456789012345678901234567890123456789012345678")]
    [InlineData("29841$0123456789012345678901234567890123456789abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdef")]
    [InlineData("0_abc")]
    [InlineData("_abc")]
    [InlineData("x1_abc")]
    [InlineData("12345678901234567890_abc")]
    public void Whole_value_of_Gcore_itself_is_looked_up(string value) => Product.Of("Gcore").Shape.Judge(value).ShouldBe(TokenShapeVerdict.Foreign);

    [Fact]
    public void Value_of_Versio_is_found_across_a_header_line()
    {
        var dialect = Product.Of("Versio");
        var parts = Product.Value(dialect).Split(':');

        dialect.Shape.IsAcross(parts[0], parts[1]).ShouldBeTrue();
        dialect.Shape.IsAcross("x-" + parts[0], parts[1] + ": 1").ShouldBeTrue();
        dialect.Shape.IsAcross(parts[1], parts[0]).ShouldBeFalse();
        dialect.Shape.IsAcross("Accept", parts[1]).ShouldBeFalse();
    }

    [GeneratedRegex(@"\.\.\.|^42_", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dots();
}
