using System.Text;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Core.Tests.Tokens.Identities;

public sealed class IdentityKeyTests
{
    [Theory]
    [InlineData("alice", "ALICE", "case")]
    [InlineData("alice", "\uff41\uff4c\uff49\uff43\uff45", "fullwidth letters")]
    [InlineData("finn", "\ufb01nn", "a ligature")]
    [InlineData("alice", "al\u00adice", "a soft hyphen")]
    [InlineData("alice", "ali\u200bce", "a space without width")]
    [InlineData("alice", "alice\ufe0f", "a variation selector")]
    [InlineData("alice", "ali\U000e0063ce", "a tag character")]
    [InlineData("alice", "a\u034flice", "a grapheme joiner")]
    [InlineData("caf\u00e9", "cafe\u0301", "how an accent is composed")]
    [InlineData("CAF\u00c9", "cafe\u0301", "case and how an accent is composed")]
    [InlineData("stra\u00dfe", "STRASSE", "one letter for two")]
    [InlineData("\u1e9e", "ss", "its capital")]
    [InlineData("kelvin", "\u212aelvin", "the sign of a unit")]
    [InlineData("\u03c3\u03bf\u03c6\u03bf\u03c3", "\u03a3\u039f\u03a6\u039f\u03c2", "the last letter of a word")]
    [InlineData("i\u0307", "\u0130", "a dot above")]
    [InlineData("a\u0323\u0307", "a\u0307\u0323", "the order of marks")]
    [InlineData("\ud55c", "\u1112\u1161\u11ab", "a syllable and its letters")]
    [InlineData("\uac00", "\u1100\u1161", "a syllable of two letters")]
    [InlineData("alice 1", "alice\u00a01", "a space that does not break")]
    [InlineData("x2", "x\u00b2", "a digit above")]
    [InlineData("bob", "\U0001d41b\U0001d428\U0001d41b", "letters of mathematics")]
    public void Texts_that_look_the_same_have_one_key(string one, string other, string because) =>
        IdentityKey.Of(other).ShouldBe(IdentityKey.Of(one), because);

    [Theory]
    [InlineData("alice", "alicia")]
    [InlineData("cafe", "caf\u00e9")]
    [InlineData("a-b", "a_b")]
    [InlineData("a.b", "ab")]
    [InlineData("a b", "ab")]
    [InlineData("\ud55c", "\ud558")]
    public void Texts_that_look_different_have_different_keys(string one, string other) =>
        IdentityKey.Of(one).ShouldNotBe(IdentityKey.Of(other));

    [Fact]
    public void Key_of_a_key_is_the_key()
    {
        foreach (var text in IdentityFolding.CodePoints.Select(char.ConvertFromUtf32))
            IdentityKey.Of(IdentityKey.Of(text)).ShouldBe(IdentityKey.Of(text));
    }

    [Fact]
    public void Case_never_counts()
    {
        for (var codePoint = 0; codePoint <= 0x10ffff; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune) || (Rune.ToLowerInvariant(rune) == rune && Rune.ToUpperInvariant(rune) == rune))
                continue;
            var key = IdentityKey.Of(rune.ToString());
            (IdentityKey.Of(Rune.ToLowerInvariant(rune).ToString()), IdentityKey.Of(Rune.ToUpperInvariant(rune).ToString())).ShouldBe((key, key), rune.ToString());
        }
    }
}
