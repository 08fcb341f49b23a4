using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Corpus.Tests.Oracles;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Corpus.Tests;

/// <summary>
/// The policy of a path is the policy of the path as a server reads it that does nothing, decodes as CGI, decodes twice,
/// drops parameters as Tomcat, merges slashes as nginx or takes backslashes as IIS, or the path is refused.
/// </summary>
public sealed class PathPolicyTests
{
    private static readonly string[] Pieces =
    [
        "admin", "public", "limited", "x", "/", "/", "//", ".", "..", "%2e", "%2E", "%2f", "%5c", "\\", ";", "%3b", ";a=b", "%61dmin", "%25", "%252e", "%00", "%20", " ", "#",
        "%c0%ae", "%ef%bc%8f", "~", "%7e", "+", "@", ":", "::$", "%24",
    ];

    private static readonly Arbitrary<string> Paths = Gen.Elements(Pieces).ArrayOf().Select(parts => "/" + string.Concat(parts)).ToArbitrary();

    [Fact]
    public void Plain_route() => Holds(TargetFeatures.None);

    [Fact]
    public void Route_that_allows_everything() =>
        Prop.ForAll(Paths, tail => !RequestTarget.Inspect("/loose" + tail).PassesWith((TargetFeatures)~0)
                || PathReadings.Of("/loose" + tail).All(reading => SamePolicy.RouteOf(reading.Path) == "loose"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    private static void Holds(TargetFeatures allowed) =>
        Prop.ForAll(Paths, path => !RequestTarget.Inspect(path).PassesWith(allowed) || IsSameToAll(path))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(50_000));

    // The gateway routes by the path decoded once, its slashes left encoded.
    private static bool IsSameToAll(string path)
    {
        var route = SamePolicy.RouteOf(Uri.UnescapeDataString(path.Replace("%2f", "%252f", StringComparison.OrdinalIgnoreCase)));
        return PathReadings.Of(path).Where(reading => reading.Path != path).All(reading => SamePolicy.RouteOf(reading.Path) == route);
    }
}
