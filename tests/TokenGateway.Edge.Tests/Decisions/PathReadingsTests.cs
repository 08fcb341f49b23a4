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
    public void A_reading_is_among_them(string path, string reading) => PathReadings.Of(path, null, 64).ShouldContain(reading);

    [Theory]
    [InlineData("/a/b")]
    [InlineData("/a%20b")]
    public void A_plain_path_has_no_other(string path) => PathReadings.Of(path, null, 64).ShouldBeEmpty();

    [Theory]
    [InlineData("/GIT~1/x", "/.git/x")]
    [InlineData("/x/admini~1/x", "/x/administration/x")]
    [InlineData("/ADMIN~12/x", "/administration/x")]
    [InlineData("/AD0F3C~1/x", "/administration/x")]
    [InlineData("/ADMINI~1.OLD/x", "/administration/x")]
    [InlineData("/ADMINI%7E1/x", "/administration/x")]
    [InlineData("/ADMINI~1%2FTWOWOR~1", "/administration/two%20words")]
    [InlineData("/WITH_P~1", "/with%2Bplus")]
    public void A_short_name_may_stand_for_a_name_of_a_route(string path, string reading) =>
        PathReadings.Of(path, Names, 64).ShouldContain(reading);

    [Theory]
    [InlineData("/HEAD~1")]
    [InlineData("/~user/x")]
    [InlineData("/administration~1/x")]
    [InlineData("/ADMINI~x/x")]
    [InlineData("/ADMINI~/x")]
    [InlineData("/PRIVAT~1/x")]
    public void What_is_no_short_name_of_any_is_read_as_it_is(string path) => PathReadings.Of(path, Names, 64).ShouldBeEmpty();

    [Fact]
    public void No_more_readings_are_made_than_are_looked_at() =>
        PathReadings.Of(string.Concat(Enumerable.Repeat("/ADMINI~1", 32)), Names, 64).Count.ShouldBe(65);

    [Fact]
    public void Names_that_are_short_themselves_have_none() => ShortNames.Create(["/private/{**rest}", "/a/readme.txt", "/{tenant}"]).ShouldBeNull();

    private static ShortNames Names { get; } = ShortNames.Create(["/.git/{**rest}", "/{tenant}/administration", "/two words", "/with+plus", "/private"])!;
}
