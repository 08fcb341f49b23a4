using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Tests.Intake;

/// <summary>
/// Whatever passes is read alike by every upstream we can think of: decoding or not, dropping parameters or not,
/// trimming segments as Windows does or not.
/// </summary>
public class RequestTargetPropertyTests
{
    private const TargetFeatures All =
        TargetFeatures.EncodedSlash | TargetFeatures.PathParameters | TargetFeatures.EmptySegments;

    private const TargetFeatures Everything = All | TargetFeatures.DoubleEncoding | TargetFeatures.TrailingDots | TargetFeatures.NonUtf8;

    private static readonly string[] Fragments =
    [
        "a", "b", ".", "..", "/", "/", "%2e", "%2F", ";", "%3b", "%25", "2e", "%32", "%65", "\\", "%5c", "%20", "%00", "é", "%c3", "%a9", "%c0",
        "%ae", "%", "#", "?", " ", "x=y", "%e2%82%ac", "%e9", "%252e", "%252f", "%255c", "%25e9",
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
    public void Path_that_passes_where_everything_is_allowed_climbs_in_no_reading() =>
        Prop.ForAll(Paths, path => !RequestTarget.Inspect(path).PassesWith(Everything) || ManyReadings(path).All(DoesNotClimb))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Fault_stays_whatever_is_put_behind_the_segment() =>
        Prop.ForAll(Paths, path => RequestTarget.Inspect(path).Fault is TargetFault.None or TargetFault.InvalidPercent or TargetFault.OverlongUtf8
                || RequestTarget.Inspect(path + "/a").Fault != TargetFault.None)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static IEnumerable<string> Readings(string path) => [path, Decode(path), Decode(Decode(path))];

    // Bytes as characters of Latin-1; dropped is what no decoder of UTF-8 takes.
    private static IEnumerable<string> ManyReadings(string path)
    {
        string[] decoded = [path, Bytes(path), Bytes(Bytes(path))];
        return decoded.SelectMany(one => new[] { one, DropOthers(one), Bytes(DropOthers(one)) }).SelectMany(one => new[] { one, Overlong(one) })
            .SelectMany(one => new[] { one, string.Join('/', one.Split('/').Select(s => s.Split(';')[0])) });
    }

    private static string Bytes(string path) =>
        Regex.Replace(path, "%[0-9a-fA-F]{2}", one => $"{(char)Convert.ToByte(one.Value[1..], 16)}", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string DropOthers(string path) =>
        Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(path)).Replace("\ufffd", "", StringComparison.Ordinal)));

    private static string Overlong(string path) =>
        Regex.Replace(path, "[\xc0\xc1].", one => $"{(char)(((one.Value[0] & 0x1f) << 6) | (one.Value[1] & 0x3f))}", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static bool DoesNotClimb(string reading) =>
        reading.All(c => c is > '\x1f' and not ('\\' or '\x7f')) && reading.Split('/').All(s => s is not ("." or ".."));

    private static string Decode(string path) => Uri.UnescapeDataString(path);

    private static bool IsHarmless(string reading) =>
        reading.All(c => c is > '\x1f' and not ('\\' or '\x7f' or '\ufffd'))
        && reading.Split('/').SelectMany(s => new[] { s, s.Split(';')[0] }).All(s => s is not ("." or "..") && s.TrimEnd(' ', '.') == s);

    private static bool IsPlain(string reading) =>
        !reading.Contains("//", StringComparison.Ordinal) && !reading.Contains(';', StringComparison.Ordinal);
}
