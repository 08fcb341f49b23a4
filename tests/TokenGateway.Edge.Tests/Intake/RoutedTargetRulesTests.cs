using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class RoutedTargetRulesTests
{
    [Theory]
    [InlineData("/app/api/1?x", "/api/1?x")]
    [InlineData("/app", "/")]
    [InlineData("/app?x", "/?x")]
    public void Path_base_is_taken_off(string target, string expected)
    {
        var request = Create(target, "/app", Decoded(target)["/app".Length..], QueryOf(target));

        RoutedTargetRules.Apply(request).ShouldBeNull();
        request.Target.ShouldBe(expected);
        request.Path.ToString().ShouldBe(expected.Split('?')[0]);
    }

    [Theory]
    [InlineData("/%61pp/api/1", "/app", "/api/1", "", RefusalCode.BadTarget)]
    [InlineData("/app/api/1", "/app", "/other", "", RefusalCode.CannotForward)]
    [InlineData("/app/api/1?x", "", "/app/api/1", "?y", RefusalCode.CannotForward)]
    public void Another_target_is_refused(string target, string prefix, string path, string query, RefusalCode code) =>
        RoutedTargetRules.Apply(Create(target, prefix, path, query)).ShouldBe(code);

    private static EdgeRequest Create(string target, string prefix, string path, string query) => new(new EdgeConnection())
    {
        Target = target,
        PathLength = target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? mark : target.Length,
        Came = new RoutedTarget("", Decoded(target), QueryOf(target)),
        Routed = new RoutedTarget(prefix, path, query),
    };

    private static string Decoded(string target) => Uri.UnescapeDataString(target.Split('?')[0]);

    private static string QueryOf(string target) => target.Contains('?', StringComparison.Ordinal) ? "?" + target.Split('?')[1] : "";
}
