using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Tests.Intake;

/// <summary>
/// Whatever passes is read alike by every upstream we can think of: decoding or not, dropping parameters or not,
/// trimming segments as Windows does or not.
/// </summary>
public class RequestTargetPropertyTests
{
    private const TargetFeatures All =
        TargetFeatures.EncodedSlash | TargetFeatures.PathParameters | TargetFeatures.EmptySegments;

    private static readonly string[] Fragments =
    [
        "a", "b", ".", "..", "/", "/", "%2e", "%2F", ";", "%3b", "%25", "2e", "%32", "%65", "\\", "%5c", "%20", "%00", "é", "%c3", "%a9", "%c0",
        "%ae", "%", "#", "?", " ", "x=y", "%e2%82%ac",
    ];

    private static readonly Arbitrary<string> Paths =
        Gen.Elements(Fragments).ArrayOf().Select(f => "/" + string.Concat(f)).ToArbitrary();

    [Fact]
    public void Path_that_passes_reads_the_same_to_every_upstream() =>
        Prop.ForAll(Paths, path => !RequestTarget.Inspect(path).PassesWith(All) || Readings(path).All(IsHarmless))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Path_that_passes_without_features_has_none_in_any_reading() =>
        Prop.ForAll(Paths, path => !RequestTarget.Inspect(path).PassesWith(TargetFeatures.None) || Readings(path).All(IsPlain))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Decoding_a_passing_path_twice_changes_nothing_more() =>
        Prop.ForAll(Paths, path => !RequestTarget.Inspect(path).PassesWith(All) || Decode(Decode(path)) == Decode(path))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Fault_stays_whatever_is_put_behind_the_segment() =>
        Prop.ForAll(Paths, path => RequestTarget.Inspect(path).Fault is TargetFault.None or TargetFault.InvalidPercent or TargetFault.InvalidUtf8
                || RequestTarget.Inspect(path + "/a").Fault != TargetFault.None)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static IEnumerable<string> Readings(string path) => [path, Decode(path), Decode(Decode(path))];

    private static string Decode(string path) => Uri.UnescapeDataString(path);

    private static bool IsHarmless(string reading) =>
        reading.All(c => c is > '\x1f' and not ('\\' or '\x7f' or '\ufffd'))
        && reading.Split('/').SelectMany(s => new[] { s, s.Split(';')[0] }).All(s => s is not ("." or "..") && s.TrimEnd(' ', '.') == s);

    private static bool IsPlain(string reading) =>
        !reading.Contains("//", StringComparison.Ordinal) && !reading.Contains(';', StringComparison.Ordinal);
}
