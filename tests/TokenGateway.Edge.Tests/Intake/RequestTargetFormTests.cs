using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Tests.Intake;

public class RequestTargetFormTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/a/b?c=d")]
    [InlineData("//evil.com/x")]
    public void Origin_form_is_returned_as_it_is(string raw)
    {
        RequestTarget.TryGetOriginForm(raw, out var origin).ShouldBeTrue();
        origin.ShouldBeSameAs(raw);
    }

    [Theory]
    [InlineData("http://host/a?b", "/a?b")]
    [InlineData("https://host:8443/a", "/a")]
    [InlineData("HTTP://HOST/a%2Fb", "/a%2Fb")]
    [InlineData("http://host", "/")]
    [InlineData("http://host/", "/")]
    [InlineData("http://host?b", "/?b")]
    [InlineData("http://host?", "/?")]
    [InlineData("http://host//x", "//x")]
    [InlineData("http://host?x=http://a@b/", "/?x=http://a@b/")]
    [InlineData("http://[::1]:80/a", "/a")]
    public void Absolute_form_is_reduced_to_what_follows_the_authority(string raw, string expected)
    {
        RequestTarget.TryGetOriginForm(raw, out var origin).ShouldBeTrue();
        origin.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("host:80")]
    [InlineData("@evil.com/x")]
    [InlineData(".evil.com/x")]
    [InlineData("a/b")]
    [InlineData("?a")]
    [InlineData(" /a")]
    [InlineData("\\a")]
    [InlineData("http:/a")]
    [InlineData("http://")]
    [InlineData("http:///a")]
    [InlineData("http://?a")]
    [InlineData("http://user@host/a")]
    [InlineData("http://host\\@evil/a")]
    [InlineData("http://host#/a")]
    [InlineData("ws://host/a")]
    [InlineData("ftp://host/a")]
    public void Every_other_form_is_refused(string raw)
    {
        RequestTarget.TryGetOriginForm(raw, out var origin).ShouldBeFalse();
        origin.ShouldBeEmpty();
    }

    [Fact]
    public void Origin_form_allocates_nothing() =>
        Allocation.Of(() => RequestTarget.TryGetOriginForm("/orders/7?a=b", out _)).ShouldBe(0);
}
