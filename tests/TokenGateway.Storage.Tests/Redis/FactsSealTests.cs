using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Redis.Facts;

namespace TokenGateway.Storage.Tests.Redis;

public sealed class FactsSealTests
{
    private static readonly byte[] Content = "{\"Role\":\"Users\"}"u8.ToArray();

    private readonly FactsSeal _seal = new(Enumerable.Repeat((byte)7, 32).ToArray());

    [Fact]
    public void What_was_sealed_opens() => _seal.Open("name", _seal.Seal("name", Content)).ToArray().ShouldBe(Content);

    [Fact]
    public void Altered_bytes_do_not_open()
    {
        var entry = _seal.Seal("name", Content);
        for (var at = 0; at < entry.Length; at++)
        {
            var altered = entry.ToArray();
            altered[at] ^= 1;
            _seal.Open("name", altered).IsEmpty.ShouldBeTrue($"byte {at}");
        }
    }

    [Fact]
    public void A_cut_or_longer_entry_does_not_open()
    {
        var entry = _seal.Seal("name", Content);
        for (var length = 0; length < entry.Length; length++)
            _seal.Open("name", entry.AsSpan(0, length)).IsEmpty.ShouldBeTrue($"length {length}");
        _seal.Open("name", [.. entry, 0]).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_opens_under_another_name() => _seal.Open("nam2", _seal.Seal("name", Content)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Nothing_opens_under_another_key() =>
        new FactsSeal(Enumerable.Repeat((byte)8, 32).ToArray()).Open("name", _seal.Seal("name", Content)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_plain_hash_in_place_of_the_HMAC_does_not_open()
    {
        byte[] entry = [1, .. SHA256.HashData([1, .. Encoding.ASCII.GetBytes("name"), .. Content]), .. Content];
        _seal.Open("name", entry).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_name_depends_on_the_key_and_shows_nothing_of_the_digest()
    {
        var digest = TokenDigest.Of("tgw_1_secret");
        var name = _seal.NameOf(digest);
        name.ShouldBe(_seal.NameOf(digest));
        name.ShouldNotBe(_seal.NameOf(TokenDigest.Of("tgw_2_secret")));
        name.ShouldNotBe(new FactsSeal(Enumerable.Repeat((byte)8, 32).ToArray()).NameOf(digest));
        name.ShouldNotContain(Convert.ToBase64String(digest.ToArray())[..8]);
    }

    [Fact]
    public void A_short_key_is_refused() => Should.Throw<ArgumentException>(() => new FactsSeal(new byte[31]));
}
