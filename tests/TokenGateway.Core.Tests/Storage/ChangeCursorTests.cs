using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Storage;

public sealed class ChangeCursorTests
{
    [Theory]
    [InlineData("store", 0)]
    [InlineData("7363:2", 9_000_000_000)]
    public void Text_is_read_back(string epoch, long seq)
    {
        ChangeCursor.TryParse(new ChangeCursor(epoch, seq).ToString(), out var cursor).ShouldBeTrue();
        cursor.ShouldBe(new ChangeCursor(epoch, seq));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("store")]
    [InlineData(":1")]
    [InlineData("store:")]
    [InlineData("store:-1")]
    [InlineData("store: 1")]
    [InlineData("store:1x")]
    [InlineData("store:99999999999999999999")]
    public void Other_text_is_no_cursor(string? text)
    {
        ChangeCursor.TryParse(text, out var cursor).ShouldBeFalse();
        cursor.IsNone.ShouldBeTrue();
    }

    [Theory]
    [InlineData("store", 4, false)]
    [InlineData("store", 5, true)]
    [InlineData("store", 6, true)]
    [InlineData("another", 6, false)]
    public void Place_covers_those_before_it_in_its_own_epoch(string epoch, long seq, bool covers) =>
        new ChangeCursor(epoch, seq).Covers(new ChangeCursor("store", 5)).ShouldBe(covers);

    [Fact]
    public void No_place_is_covered_by_everything_and_covers_nothing()
    {
        new ChangeCursor("store", 0).Covers(default).ShouldBeTrue();
        default(ChangeCursor).Covers(default).ShouldBeTrue();
        default(ChangeCursor).Covers(new ChangeCursor("store", 0)).ShouldBeFalse();
    }
}
