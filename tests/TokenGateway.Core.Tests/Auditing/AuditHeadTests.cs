using System.Collections.Immutable;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Tests.Auditing;

public sealed class AuditHeadTests
{
    private static readonly string Hex = string.Concat(Enumerable.Repeat("0f", 32));

    [Fact]
    public void What_the_log_says_is_read_again()
    {
        ImmutableArray<byte> seal = [.. Enumerable.Repeat((byte)15, 32)];

        AuditHead.TryParse(new AuditHead(12, seal, []).ToString(), out var head).ShouldBeTrue();

        head.ShouldNotBeNull().IsAt(12, seal).ShouldBeTrue();
        head.IsAt(13, seal).ShouldBeFalse();
        head.IsAt(12, AuditChain.Beginning).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12:")]
    [InlineData(":{hex}")]
    [InlineData("0:{hex}")]
    [InlineData("-1:{hex}")]
    [InlineData("+1:{hex}")]
    [InlineData(" 1:{hex}")]
    [InlineData("12:{hex}00")]
    [InlineData("12:{hex}:1")]
    [InlineData("12:zz{hex}")]
    [InlineData("99999999999999999999:{hex}")]
    public void Anything_else_is_no_head(string? text) =>
        AuditHead.TryParse(text?.Replace("{hex}", Hex, StringComparison.Ordinal), out _).ShouldBeFalse();
}
