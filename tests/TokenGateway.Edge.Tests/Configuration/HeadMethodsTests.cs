using TokenGateway.Edge.Compilation;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class HeadMethodsTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("get")]
    public void Head_follows_get(string get) => MethodsOf(HeadMethods.FollowGet([Route("/x", [get])])[0]).ShouldBe([get, "HEAD"]);

    [Fact]
    public void A_route_without_get_stays_as_it_is() => MethodsOf(HeadMethods.FollowGet([Route("/x", ["POST"])])[0]).ShouldBe(["POST"]);

    [Fact]
    public void A_route_for_all_methods_stays_as_it_is() => MethodsOf(HeadMethods.FollowGet([Route("/x", null)])[0]).ShouldBeNull();

    [Theory]
    [InlineData("/x/{a}", "/X/{b}")]
    [InlineData("/x/{**a}", "/x/{**b}/")]
    [InlineData("/x/{a:int}", "/x/{b:int}")]
    public void Another_route_of_the_same_path_that_names_head_keeps_it(string path, string same) =>
        MethodsOf(HeadMethods.FollowGet([Route(path, ["GET"]), Route(same, ["HEAD"])])[0]).ShouldBe(["GET"]);

    [Fact]
    public void A_route_of_the_same_path_under_other_conditions_does_not_keep_it() =>
        MethodsOf(HeadMethods.FollowGet([Route("/x", ["GET"], "admin.test"), Route("/x", ["HEAD"])])[0]).ShouldBe(["GET", "HEAD"]);

    private static IReadOnlyList<string>? MethodsOf(RouteConfig route) => route.Match.Methods;

    private static RouteConfig Route(string path, string[]? methods, params string[] hosts) =>
        new() { RouteId = path, Match = new RouteMatch { Path = path, Methods = methods, Hosts = hosts } };
}
