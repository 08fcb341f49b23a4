using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Corpus.Tests.Oracles;
using TokenGateway.Edge.Targets;
using OtherReadings = TokenGateway.Edge.Decisions.OtherReadings;

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
        "%c0%ae", "%ef%bc%8f", "%e9", "%25e9", "%c1", "%252f", "%255c", "~", "%7e", "+", "@", ":", "::$", "%24",
    ];

    private static readonly Arbitrary<string> Paths = Gen.Elements(Pieces).ArrayOf().Select(parts => "/" + string.Concat(parts)).ToArbitrary();

    // Half a name, so that what is dropped between may make a whole one.
    private static readonly string[] FilePieces =
    [
        "private", "priv", "ate", "priv", "ate", "%70rivate", "%2570rivate", "/", "/", "//", ".", "%2e", "%252e", "%2f", "%252f", "%25%32f", "%3b", ";", "%253b", ";a",
        "%e9", "%25e9", "%c1", "%e0A", "%c3%a9", "%20", "x", "..", "%25", "61", "%c0%af", "%5c",
    ];

    private static readonly Arbitrary<string> FilePaths = Gen.Elements(FilePieces).ArrayOf().Select(parts => "/" + string.Concat(parts)).ToArbitrary();

    [Fact]
    public void Plain_route() => Holds(TargetFeatures.None);

    [Fact]
    public void Route_that_allows_everything() =>
        Prop.ForAll(Paths, tail => !RequestTarget.Inspect("/loose" + tail).PassesWith((TargetFeatures)~0)
                || PathReadings.Of("/loose" + tail).All(reading => SamePolicy.RouteOf(reading.Path) == "loose"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Route_that_allows_everything_beside_a_guarded_one() =>
        Prop.ForAll(FilePaths, tail => !RequestTarget.Inspect("/files" + tail).PassesWith((TargetFeatures)~0)
                || !ReadsAlike("/files" + tail)
                || PathReadings.Of("/files" + tail).Where(reading => reading.Path != "/files" + tail).All(reading => SamePolicy.RouteOf(reading.Path) == RouteOf("/files" + tail)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(50_000));

    private static bool ReadsAlike(string path) =>
        Edge.Decisions.PathReadings.Of(path, shortNames: null, OtherReadings.Most) is { Count: <= OtherReadings.Most } readings
        && readings.All(reading => RouteOf(reading) == RouteOf(path));

    private static void Holds(TargetFeatures allowed) =>
        Prop.ForAll(Paths, path => !RequestTarget.Inspect(path).PassesWith(allowed) || IsSameToAll(path))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(50_000));

    // The gateway routes by the path decoded once, its slashes left encoded.
    private static string RouteOf(string path) => SamePolicy.RouteOf(Uri.UnescapeDataString(path.Replace("%2f", "%252f", StringComparison.OrdinalIgnoreCase)));

    private static bool IsSameToAll(string path)
    {
        var route = RouteOf(path);
        return PathReadings.Of(path).Where(reading => reading.Path != path).All(reading => SamePolicy.RouteOf(reading.Path) == route);
    }
}
