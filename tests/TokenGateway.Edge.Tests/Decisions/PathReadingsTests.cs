using TokenGateway.Edge.Decisions;

namespace TokenGateway.Edge.Tests.Decisions;

public sealed class PathReadingsTests
{
    [Theory]
    [InlineData("/a%2Fb", "/a/b")]
    [InlineData("/a;x=1/b", "/a/b")]
    [InlineData("/a;x=1/b", "/a")]
    [InlineData("/a%3bx/b", "/a/b")]
    [InlineData("/a;x%2Fb", "/a")]
    [InlineData("/a;x%2Fb", "/a/b")]
    [InlineData("//a///b", "/a/b")]
    [InlineData("/%2fa;x//b%3By", "/a/b")]
    [InlineData("/;x", "/")]
    public void A_reading_is_among_them(string path, string reading) => PathReadings.Of(path).ShouldContain(reading);

    [Theory]
    [InlineData("/a/b")]
    [InlineData("/a%20b")]
    public void A_plain_path_has_no_other(string path) => PathReadings.Of(path).ShouldBeEmpty();
}
