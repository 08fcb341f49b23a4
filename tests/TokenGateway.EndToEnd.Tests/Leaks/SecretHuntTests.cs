using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>The search finds what it is designed to find; otherwise finding nothing would prove nothing.</summary>
public sealed class SecretHuntTests
{
    private static readonly string Secret = new StandardTokenFormat("tgw").Create(7);

    private static readonly SecretHunt Hunt = new([("it", Secret)]);

    public static TheoryData<string> Hidden =>
    [
        Secret, "before" + Secret + "behind", Secret.ToUpperInvariant(), Secret[^49..^6], Escape(Secret), Escape(Escape(Secret)), Escape(Escape(Escape(Secret))),
        string.Concat(Secret.Select(one => $"\\u{(int)one:x4}")), Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.ASCII.GetBytes("u:" + Secret)), Convert.ToBase64String(Encoding.ASCII.GetBytes("user:" + Secret + ":x")),
        Convert.ToBase64String(Encoding.ASCII.GetBytes("abc" + Secret)).Replace('+', '-').Replace('/', '_'), Escape(Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret))),
    ];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_secret_is_found(string text)
    {
        Hunt.FindIn(Encoding.ASCII.GetBytes("{ " + text + " }")).Keys.ShouldBe(["it"]);
        Hunt.FindIn(Encoding.Unicode.GetBytes(text)).Keys.ShouldBe(["it"]);
        Hunt.FindIn(Encoding.BigEndianUnicode.GetBytes(text)).Keys.ShouldBe(["it"]);
    }

    [Fact]
    public void What_is_no_secret_is_not_found() =>
        Hunt.FindIn(Encoding.ASCII.GetBytes(new StandardTokenFormat("tgw").Create(7) + Secret[..8] + Secret[^4..])).ShouldBeEmpty();

    private static string Escape(string text) => string.Concat(text.Select(one => $"%{(int)one:X2}"));
}
