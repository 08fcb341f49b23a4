using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Sessions;

public sealed class SessionIdTests
{
    [Fact]
    public void New_ids_have_32_bytes_differ_and_parse()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => SessionId.Create().Value).ToList();

        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(100);
        ids.ShouldAllBe(id => System.Buffers.Text.Base64Url.DecodeFromChars(id).Length == 32);
        ids.ShouldAllBe(id => SessionId.Parse(id)!.Digest == TokenDigest.Of(id));
    }

    [Fact]
    public void Nothing_prints_the_value()
    {
        var id = SessionId.Create();

        Convert.ToString((object)id, System.Globalization.CultureInfo.InvariantCulture)!.ShouldNotContain(id.Value);
        id.Digest.ToString().ShouldNotContain(id.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_none(string? presented) => SessionId.Parse(presented).ShouldBeNull();
}
