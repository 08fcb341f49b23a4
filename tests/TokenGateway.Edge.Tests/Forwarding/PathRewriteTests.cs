using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Forwarding;

public class PathRewriteTests
{
    [Theory]
    [InlineData("/api", "/api/orders", "/orders")]
    [InlineData("api", "/api/orders", "/orders")]
    [InlineData("/api", "/API/orders", "/orders")]
    [InlineData("/api", "/api", "/")]
    [InlineData("/api", "/api/", "/")]
    [InlineData("/api", "/apis/orders", "/apis/orders")]
    [InlineData("/api", "/ap", "/ap")]
    [InlineData("/api", "/v1/api/orders", "/v1/api/orders")]
    [InlineData("/api", "/api;x=1/orders", "/api;x=1/orders")]
    [InlineData("/api", "/api%2Forders", "/api%2Forders")]
    [InlineData("/api", "/%61p%69/a%2Fb%20c", "/a%2Fb%20c")]
    [InlineData("/api", "/api//evil.com/x", "//evil.com/x")]
    [InlineData("/caf\u00e9", "/caf%C3%A9/x", "/x")]
    [InlineData("/CAF\u00c9", "/caf%c3%a9/x", "/x")]
    [InlineData("/\ud83d\ude00", "/%F0%9F%98%80/x", "/x")]
    [InlineData("/a b", "/a%20b/x", "/x")]
    [InlineData("/a/b", "/a/b/c", "/c")]
    [InlineData("/a/b", "/a%2fb/c", "/a%2fb/c")]
    [InlineData("/a%2Fb", "/a%2fb/c", "/c")]
    [InlineData("/", "/x", "/x")]
    [InlineData("", "/x", "/x")]
    public void Prefix_is_removed_at_the_border_of_a_segment_and_the_rest_keeps_its_bytes(string prefix, string path, string expected) =>
        Apply(PathRewriteKind.RemovePrefix, prefix, path).ShouldBe(expected);

    [Theory]
    [InlineData("/v1", "/a%2Fb", "/v1/a%2Fb")]
    [InlineData("v1", "/", "/v1/")]
    [InlineData("/v1/", "/a", "/v1/a")]
    [InlineData("/a b", "/c", "/a%20b/c")]
    [InlineData("/a%20b", "/c", "/a%20b/c")]
    [InlineData("/caf\u00e9", "/c", "/caf%C3%A9/c")]
    [InlineData("/a?b", "/c", "/a%3Fb/c")]
    [InlineData("", "/c", "/c")]
    public void Prefix_is_put_before_encoded(string prefix, string path, string expected) =>
        Apply(PathRewriteKind.Prefix, prefix, path).ShouldBe(expected);

    [Theory]
    [InlineData("/fixed", "/fixed")]
    [InlineData("fixed", "/fixed")]
    [InlineData("", "/")]
    public void Set_replaces_the_path(string value, string expected) =>
        Apply(PathRewriteKind.Set, value, "/a/b").ShouldBe(expected);

    [Fact]
    public void Steps_work_in_their_order()
    {
        PathRewriteStep[] steps = [new(PathRewriteKind.RemovePrefix, "/api"), new(PathRewriteKind.Prefix, "/v1")];

        PathRewrite.Create(steps).Apply("/api/a%2Fb").ShouldBe("/v1/a%2Fb");
        PathRewrite.Create(steps.Reverse()).Apply("/api/a").ShouldBe("/v1/api/a");
    }

    [Fact]
    public void No_steps_give_the_same_string_and_cost_nothing()
    {
        var none = PathRewrite.Create([]);
        var path = "/a/b";

        none.IsNone.ShouldBeTrue();
        none.Apply(path).ShouldBeSameAs(path);
        Allocation.Of(() => none.Apply(path)).ShouldBe(0);
    }

    [Fact]
    public void Path_without_the_prefix_costs_nothing()
    {
        var rewrite = PathRewrite.Create([new(PathRewriteKind.RemovePrefix, "/api")]);

        Allocation.Of(() => rewrite.Apply("/other/x")).ShouldBe(0);
    }

    [Fact]
    public void Removing_agrees_with_the_framework_on_decoded_paths() =>
        Prop.ForAll(Paths(), Paths(), (path, prefix) =>
        {
            var decoded = PathString.FromUriComponent(path);
            var rest = decoded.StartsWithSegments(new PathString(prefix), StringComparison.OrdinalIgnoreCase, out var remaining)
                ? remaining
                : decoded;
            var expected = rest.HasValue ? rest.Value : "/";
            return PathString.FromUriComponent(Apply(PathRewriteKind.RemovePrefix, prefix, path)).Value == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Result_always_begins_with_a_slash() =>
        Prop.ForAll(Paths(), Paths(), Gen.Elements(Enum.GetValues<PathRewriteKind>()).ToArbitrary(), (path, value, kind) =>
            Apply(kind, value, path).StartsWith('/')).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Paths() =>
        Gen.Elements("/", "/", "a", "A", "b", "%61", "\u00e9", "%20").ArrayOf().Select(f => "/" + string.Concat(f)).ToArbitrary();

    private static string Apply(PathRewriteKind kind, string value, string path) =>
        PathRewrite.Create([new(kind, value)]).Apply(path);
}
