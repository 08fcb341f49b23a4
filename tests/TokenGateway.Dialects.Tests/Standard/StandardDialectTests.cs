using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Standard;

namespace TokenGateway.Dialects.Tests.Standard;

public sealed class StandardDialectTests
{
    private readonly StandardDialect _dialect = new("tgw");
    private readonly StandardTokenFormat _format = new("tgw");

    [Fact]
    public void It_is_named_as_the_configuration_names_it_and_recognises_no_further_scheme()
    {
        _dialect.Name.ShouldBe("Standard");
        _dialect.RecognisedSchemes.ShouldBeEmpty();
    }

    [Fact]
    public void A_value_it_made_is_ours_and_is_found_wherever_it_stands()
    {
        var value = _format.Create(7);

        _dialect.Shape.Judge(value).ShouldBe(TokenShapeVerdict.Ours);
        _dialect.Shape.IsIn(value).ShouldBeTrue();
        _dialect.Shape.IsIn($"https://a.example/?next={value}&x=1").ShouldBeTrue();
    }

    [Fact]
    public void Every_other_character_makes_it_broken()
    {
        var value = _format.Create(7);
        for (var i = "tgw_7_".Length; i < value.Length; i++)
        {
            var altered = string.Concat(value.AsSpan(0, i), value[i] == 'A' ? "B" : "A", value.AsSpan(i + 1));

            _dialect.Shape.Judge(altered).ShouldBe(TokenShapeVerdict.Broken, altered);
            _dialect.Shape.IsIn(altered).ShouldBeFalse(altered);
        }
    }

    [Fact]
    public void Cut_short_or_lengthened_it_is_broken()
    {
        var value = _format.Create(7);

        for (var length = "tgw_7_".Length; length < value.Length; length++)
            _dialect.Shape.Judge(value.AsSpan(0, length)).ShouldBe(TokenShapeVerdict.Broken);
        _dialect.Shape.Judge(value + "x").ShouldBe(TokenShapeVerdict.Broken);
        _dialect.Shape.Judge(value + " ").ShouldBe(TokenShapeVerdict.Broken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tgw")]
    [InlineData("tgw_")]
    [InlineData("tgw__abc")]
    [InlineData("tgw_x_abc")]
    [InlineData("tgw_0_abc")]
    [InlineData("tgw_-1_abc")]
    [InlineData("tgw_12345678901234567890_abc")]
    [InlineData("TGW_7_abc")]
    [InlineData(" tgw_7_abc")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public void What_does_not_begin_like_ours_is_foreign(string value) =>
        _dialect.Shape.Judge(value).ShouldBe(TokenShapeVerdict.Foreign);

    [Fact]
    public void A_value_of_another_prefix_is_foreign() =>
        _dialect.Shape.Judge(new StandardTokenFormat("other").Create(7)).ShouldBe(TokenShapeVerdict.Foreign);
}
