using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class TokenDigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Theory]
    [InlineData("abc", OfAbc)]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("\u00e9", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c")]
    [InlineData(The.Value, "7dc0a100d66dc677c03fe26e96a1f31b8c82ee5e3c1087eb1a229b5e1886f497")]
    public void Digest_is_sha256_of_the_utf8_bytes(string value, string expected) =>
        TokenDigest.Of(value).ToString().ShouldBe(expected);

    [Fact]
    public void Hex_and_bytes_round_trip()
    {
        var digest = TokenDigest.Of("abc");
        TokenDigest.TryParseHex(OfAbc, out var fromHex).ShouldBeTrue();
        TokenDigest.TryParseHex(OfAbc.ToUpperInvariant(), out var fromUpperHex).ShouldBeTrue();
        fromHex.ShouldBe(digest);
        fromUpperHex.ShouldBe(digest);
        new TokenDigest(digest.ToArray()).ShouldBe(digest);
        Convert.ToHexStringLower(digest.ToArray()).ShouldBe(OfAbc);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ba7816bf")]
    [InlineData(OfAbc + "00")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a ")]
    public void TryParseHex_refuses_what_is_not_64_hex_digits(string? hex)
    {
        TokenDigest.TryParseHex(hex, out var digest).ShouldBeFalse();
        digest.ShouldBe(default);
    }

    [Fact]
    public void Digests_are_equal_only_when_all_32_bytes_are()
    {
        var bytes = TokenDigest.Of("abc").ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            var other = new TokenDigest(changed);
            (other == TokenDigest.Of("abc")).ShouldBeFalse($"byte {at}");
            (other != TokenDigest.Of("abc")).ShouldBeTrue($"byte {at}");
        }
    }

    [Fact]
    public void Equal_digests_have_equal_hashes_and_equal_as_objects()
    {
        TokenDigest.Of("abc").GetHashCode().ShouldBe(TokenDigest.Of("abc").GetHashCode());
        TokenDigest.Of("abc").Equals((object)TokenDigest.Of("abc")).ShouldBeTrue();
        TokenDigest.Of("abc").Equals("abc").ShouldBeFalse();
    }

    [Fact]
    public void Value_of_the_longest_length_is_hashed_and_a_longer_one_refused()
    {
        TokenDigest.Of(new string('a', TokenDigest.MaxValueLength))
            .ShouldNotBe(TokenDigest.Of(new string('a', TokenDigest.MaxValueLength - 1)));
        Should.Throw<ArgumentException>(() => TokenDigest.Of(new string('a', TokenDigest.MaxValueLength + 1)));
        Should.Throw<ArgumentException>(() => TokenDigest.Of(new string('\u00e9', (TokenDigest.MaxValueLength / 2) + 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Digest_of_another_size_is_refused(int size) =>
        Should.Throw<ArgumentException>(() => new TokenDigest(new byte[size]));
}
