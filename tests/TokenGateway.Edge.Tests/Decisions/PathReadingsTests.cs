using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model.Conditions;

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
    [InlineData("/a%252Fb", "/a%2Fb")]
    [InlineData("/a%252Fb", "/a/b")]
    [InlineData("/a%25%32%46b", "/a/b")]
    [InlineData("/%2561dmin/x", "/%61dmin/x")]
    [InlineData("/a%253bx/b", "/a/b")]
    [InlineData("/a%252f%252fb", "/a/b")]
    [InlineData("/100%25ab.txt", "/100%ab.txt")]
    [InlineData("/100%25ab.txt", "/100%C2%AB.txt")]
    [InlineData("/100%25ab.txt", "/100%EF%BF%BD.txt")]
    [InlineData("/100%25ab.txt", "/100.txt")]
    [InlineData("/caf%E9/x", "/caf%C3%A9/x")]
    [InlineData("/caf%E9/x", "/caf%EF%BF%BD/x")]
    [InlineData("/caf%E9/x", "/caf/x")]
    [InlineData("/%c3%a9%E9", "/%C3%83%C2%A9%C3%A9")]
    [InlineData("/%c3%a9%E9", "/%c3%a9%C3%A9")]
    [InlineData("/priv%E9ate/x", "/private/x")]
    [InlineData("/a/%E9/b", "/a/b")]
    [InlineData("/a;%E9%2Fb", "/a/b")]
    [InlineData("/pr%25%E969vate", "/pr%69vate")]
    [InlineData("/priv%C1ate/x", "/priv%61te/x")]
    [InlineData("/priv%E0%41ate/x", "/priv%61te/x")]
    [InlineData("/private./x", "/private/x")]
    [InlineData("/private.../x..", "/private/x")]
    [InlineData("/a./b.", "/a./b")]
    [InlineData("/private.;x/y", "/private/y")]
    [InlineData("/private.%2Fx", "/private/x")]
    [InlineData("/private%20./x", "/private/x")]
    [InlineData("/private%252e/x", "/private/x")]
    [InlineData("/private.%E9/x", "/private/x")]
    public void A_reading_is_among_them(string path, string reading) => PathReadings.Of(path, null, 64).ShouldContain(reading);

    [Theory]
    [InlineData("/a/b")]
    [InlineData("/a%20b")]
    [InlineData("/a%25b/%2x")]
    [InlineData("/caf%C3%A9")]
    [InlineData("/.hidden/a.b")]
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
    public void No_more_are_made_of_a_path_with_everything_in_it() =>
        PathReadings.Of("/a.;x%2Fb//c%252Fd%E9e./%25e9;%3bf/ADMINI~1", Names, 64).Count.ShouldBe(65);

    [Theory]
    [InlineData("/a%252Fb/c%2Fd;e//f")]
    [InlineData("/a.%2Fb%252Fc.")]
    [InlineData("/caf%E9;v=1/a.%2Fb")]
    public void Three_in_one_path_are_looked_at(string path) => PathReadings.Of(path, null, 64).Count.ShouldBeLessThanOrEqualTo(64);

    [Fact]
    public void Names_that_are_short_themselves_have_none() => ShortNames.Create(["/private/{**rest}", "/a/readme.txt", "/{tenant}"]).ShouldBeNull();

    private static ShortNames Names { get; } = ShortNames.Create(["/.git/{**rest}", "/{tenant}/administration", "/two words", "/with+plus", "/private"])!;
}
