using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("caf\u00e9")]
    [InlineData("\ud83d\ude00")]
    public void Text_without_control_characters_is_printable(string text)
    {
        PrintableText.IsPrintable(text).ShouldBeTrue();
        PrintableText.Escape(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("a\r\nb", @"a\u000d\u000ab")]
    [InlineData("\t", @"\u0009")]
    [InlineData("\0", @"\u0000")]
    [InlineData("\u007f", @"\u007f")]
    [InlineData("\u0085", @"\u0085")]
    [InlineData("\u2028", @"\u2028")]
    [InlineData("\u2029", @"\u2029")]
    public void Control_characters_and_separators_are_escaped(string text, string expected)
    {
        PrintableText.IsPrintable(text).ShouldBeFalse();
        PrintableText.Escape(text).ShouldBe(expected);
    }

    [Fact]
    public void Lone_surrogates_are_escaped()
    {
        PrintableText.IsPrintable("a\ud83d").ShouldBeFalse();
        PrintableText.IsPrintable("\ude00a").ShouldBeFalse();
        PrintableText.Escape("a\ud83d").ShouldBe(@"a\ud83d");
    }

    [Fact]
    public void Escape_of_null_is_empty() => PrintableText.Escape(null).ShouldBe("");

    [Fact]
    public void Escaped_text_is_always_printable() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => PrintableText.IsPrintable(PrintableText.Escape(text)))
            .QuickCheckThrowOnFailure();
}
