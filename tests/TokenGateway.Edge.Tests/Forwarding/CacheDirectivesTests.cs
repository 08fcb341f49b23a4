using TokenGateway.Edge.Forwarding;

namespace TokenGateway.Edge.Tests.Forwarding;

public sealed class CacheDirectivesTests
{
    [Theory]
    [InlineData("", "private")]
    [InlineData("max-age=60", "private, max-age=60")]
    [InlineData("public, s-maxage=60, max-age=5", "private, max-age=5")]
    [InlineData("private", "private")]
    [InlineData("PRIVATE, max-age=5", "PRIVATE, max-age=5")]
    [InlineData("private=\"Set-Cookie\"", "private")]
    [InlineData("private=\"Set-Cookie, X\", max-age=5", "private, max-age=5")]
    [InlineData("private =\"Set-Cookie\"", "private")]
    [InlineData("max-age=5, ext=\"no-store, private\"", "private, max-age=5, ext=\"no-store, private\"")]
    [InlineData("ext=\"a\\\", private, \", public", "private, ext=\"a\\\", private, \"")]
    [InlineData("ext=\"private", "private, ext=\"private")]
    [InlineData("no-store", "no-store")]
    [InlineData("no-store=\"x\"", "private")]
    [InlineData("no-store, public", "no-store")]
    [InlineData("not-private, private-ish", "private, not-private, private-ish")]
    [InlineData(",, ,", "private")]
    public void Answer_is_closed_to_shared_caches(string given, string expected) => CacheDirectives.Private(given).ShouldBe(expected);
}
