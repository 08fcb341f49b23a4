using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Tests.Intake;

public class RequestTargetInspectTests
{
    private const TargetFeatures All =
        TargetFeatures.EncodedSlash | TargetFeatures.PathParameters | TargetFeatures.EmptySegments
        | TargetFeatures.DoubleEncoding | TargetFeatures.TrailingDots | TargetFeatures.NonUtf8;

    [Theory]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("/a/")]
    [InlineData("/orders/7/items.json")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/.hidden/..b/a..b/x.y")]
    [InlineData("/a%20b")]
    [InlineData("/%20a")]
    [InlineData("/a%2eb")]
    [InlineData("/caf%C3%A9")]
    [InlineData("/%F0%9F%98%80/%e2%82%ac")]
    [InlineData("/%C2%85")]
    [InlineData("/100%25")]
    [InlineData("/100%25/20")]
    [InlineData("/100%25zz")]
    [InlineData("/100%252")]
    [InlineData("/a%3Fb%23c")]
    [InlineData("/a:b@c,d=e!$&'()*+~_-")]
    [InlineData("/{x}|[y]")]
    public void Ordinary_path_passes_everywhere(string path) =>
        RequestTarget.Inspect(path).ShouldBe(new TargetFindings(TargetFault.None, TargetFeatures.None));

    [Theory]
    [InlineData("", nameof(TargetFault.NotRooted))]
    [InlineData("a", nameof(TargetFault.NotRooted))]
    [InlineData("@evil.com/x", nameof(TargetFault.NotRooted))]
    [InlineData("*", nameof(TargetFault.NotRooted))]
    [InlineData("%2fa", nameof(TargetFault.NotRooted))]
    [InlineData("/public/../admin", nameof(TargetFault.DotSegment))]
    [InlineData("/public/..", nameof(TargetFault.DotSegment))]
    [InlineData("/..", nameof(TargetFault.DotSegment))]
    [InlineData("/.", nameof(TargetFault.DotSegment))]
    [InlineData("/./a", nameof(TargetFault.DotSegment))]
    [InlineData("/%2e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%2E%2e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/.%2E/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%2e./a", nameof(TargetFault.DotSegment))]
    [InlineData("/public/..;/admin", nameof(TargetFault.DotSegment))]
    [InlineData("/public/..;x=y/admin", nameof(TargetFault.DotSegment))]
    [InlineData("/public/..%3bx/admin", nameof(TargetFault.DotSegment))]
    [InlineData("/public/.;/admin", nameof(TargetFault.DotSegment))]
    [InlineData("/public/%2e%2e;/admin", nameof(TargetFault.DotSegment))]
    [InlineData("/a%2F..%2Fb", nameof(TargetFault.DotSegment))]
    [InlineData("/a%2f%2e%2e", nameof(TargetFault.DotSegment))]
    [InlineData("/..%2fa", nameof(TargetFault.DotSegment))]
    [InlineData("/private::$INDEX_ALLOCATION/x", nameof(TargetFault.FileStream))]
    [InlineData("/private:$I30:$INDEX_ALLOCATION/x", nameof(TargetFault.FileStream))]
    [InlineData("/x%3A%3A%24DATA", nameof(TargetFault.FileStream))]
    [InlineData("/a\\b", nameof(TargetFault.Backslash))]
    [InlineData("/..\\b", nameof(TargetFault.Backslash))]
    [InlineData("/a%5cb", nameof(TargetFault.Backslash))]
    [InlineData("/a%5Cb", nameof(TargetFault.Backslash))]
    [InlineData("/a\0", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a\r\nX: y", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a\t", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a\x7f", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a%00.png", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a%0d%0ab", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a%1F", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a%7f", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a b", nameof(TargetFault.Space))]
    [InlineData("/a#b", nameof(TargetFault.Delimiter))]
    [InlineData("/a?b", nameof(TargetFault.Delimiter))]
    [InlineData("/caf\u00e9", nameof(TargetFault.NonAscii))]
    [InlineData("/\uff0e\uff0e/", nameof(TargetFault.NonAscii))]
    [InlineData("/\ud83d\ude00", nameof(TargetFault.NonAscii))]
    [InlineData("/a%", nameof(TargetFault.InvalidPercent))]
    [InlineData("/a%2", nameof(TargetFault.InvalidPercent))]
    [InlineData("/a%zz", nameof(TargetFault.InvalidPercent))]
    [InlineData("/a%2g", nameof(TargetFault.InvalidPercent))]
    [InlineData("/%u002e%u002e/", nameof(TargetFault.InvalidPercent))]
    [InlineData("/%\uff12\uff12", nameof(TargetFault.InvalidPercent))]
    [InlineData("/%c0%ae%c0%ae/", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c0%af", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c1%9c", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c0%80", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%e0%80%ae", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%f0%80%80%ae", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%f8%80%80%80%ae", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%fc%80%80%80%80%ae", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c0%2e%c0%2e/", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c0./x", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c0%2f", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/a%c0/b", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c0%25", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%c1%81", nameof(TargetFault.OverlongUtf8))]
    [InlineData("/%252e%252e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%252e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/a/%252e%252e", nameof(TargetFault.DotSegment))]
    [InlineData("/.%252e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%252e%252e%252fa", nameof(TargetFault.DotSegment))]
    [InlineData("/a%252f..%252fb", nameof(TargetFault.DotSegment))]
    [InlineData("/..%253bx/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%25%32e%25%32e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/.%e9./a", nameof(TargetFault.DotSegment))]
    [InlineData("/.%e9/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%e9..", nameof(TargetFault.DotSegment))]
    [InlineData("/a%2f.%e9.%2fb", nameof(TargetFault.DotSegment))]
    [InlineData("/.%25e9./a", nameof(TargetFault.DotSegment))]
    [InlineData("/.%25%e92e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/%e9.%e9/a", nameof(TargetFault.DotSegment))]
    [InlineData("/.../a", nameof(TargetFault.DotSegment))]
    [InlineData("/..%20/a", nameof(TargetFault.DotSegment))]
    [InlineData("/.%20./a", nameof(TargetFault.DotSegment))]
    [InlineData("/%20./a", nameof(TargetFault.DotSegment))]
    [InlineData("/...;x/a", nameof(TargetFault.DotSegment))]
    [InlineData("/a;../b", nameof(TargetFault.DotSegment))]
    [InlineData("/a;.", nameof(TargetFault.DotSegment))]
    [InlineData("/%252e%252e%252e/a", nameof(TargetFault.DotSegment))]
    [InlineData("/a%255cb", nameof(TargetFault.Backslash))]
    [InlineData("/%e9%5c", nameof(TargetFault.Backslash))]
    [InlineData("/a%25%35c", nameof(TargetFault.Backslash))]
    [InlineData("/a%2500", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a%250d%250ab", nameof(TargetFault.ControlCharacter))]
    [InlineData("/a%257f", nameof(TargetFault.ControlCharacter))]
    [InlineData("/%e9%0a", nameof(TargetFault.ControlCharacter))]
    [InlineData("/private::%2524DATA", nameof(TargetFault.FileStream))]
    [InlineData("/private%253a%2524DATA", nameof(TargetFault.FileStream))]
    [InlineData("/x:%e9$DATA", nameof(TargetFault.FileStream))]
    [InlineData("/%25252e", nameof(TargetFault.TripleEncoding))]
    [InlineData("/%25%25252e", nameof(TargetFault.TripleEncoding))]
    [InlineData("/%252525", nameof(TargetFault.TripleEncoding))]
    [InlineData("/%2525%2532%2565", nameof(TargetFault.TripleEncoding))]
    [InlineData("/admin%20/", nameof(TargetFault.TrailingSpace))]
    [InlineData("/admin%20", nameof(TargetFault.TrailingSpace))]
    [InlineData("/admin%20;x", nameof(TargetFault.TrailingSpace))]
    [InlineData("/admin;x%20/a", nameof(TargetFault.TrailingSpace))]
    [InlineData("/admin.%20", nameof(TargetFault.TrailingSpace))]
    [InlineData("/admin%20%e9/x", nameof(TargetFault.TrailingSpace))]
    [InlineData("/admin%2520/x", nameof(TargetFault.TrailingSpace))]
    [InlineData("/%20", nameof(TargetFault.TrailingSpace))]
    public void Path_that_no_route_may_serve_is_refused(string path, string expected)
    {
        var findings = RequestTarget.Inspect(path);

        findings.Fault.ToString().ShouldBe(expected);
        findings.PassesWith(All).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/a%2fb", (int)TargetFeatures.EncodedSlash)]
    [InlineData("/a%2F", (int)TargetFeatures.EncodedSlash)]
    [InlineData("/admin;x=y/", (int)TargetFeatures.PathParameters)]
    [InlineData("/admin%3Bx", (int)TargetFeatures.PathParameters)]
    [InlineData("/a/;x", (int)TargetFeatures.PathParameters)]
    [InlineData("//admin", (int)TargetFeatures.EmptySegments)]
    [InlineData("//", (int)TargetFeatures.EmptySegments)]
    [InlineData("/a//", (int)TargetFeatures.EmptySegments)]
    [InlineData("/a//b", (int)TargetFeatures.EmptySegments)]
    [InlineData("/%2fb", (int)(TargetFeatures.EncodedSlash | TargetFeatures.EmptySegments))]
    [InlineData("/a%2F%2Fb", (int)(TargetFeatures.EncodedSlash | TargetFeatures.EmptySegments))]
    [InlineData("/a%2F/b", (int)(TargetFeatures.EncodedSlash | TargetFeatures.EmptySegments))]
    [InlineData("/a/%2Fb", (int)(TargetFeatures.EncodedSlash | TargetFeatures.EmptySegments))]
    [InlineData("/;/admin", (int)(TargetFeatures.PathParameters | TargetFeatures.EmptySegments))]
    [InlineData("/a;%2fb", (int)(TargetFeatures.PathParameters | TargetFeatures.EncodedSlash))]
    [InlineData("/100%25ab.txt", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/job/x%252Fy", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/a%252fb", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/a%2541", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/%25%32%46", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/x%252%66", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/a%253bb", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/a%252eb", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/a%2520b", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/a/%252fb", (int)TargetFeatures.DoubleEncoding)]
    [InlineData("/Acme_Inc.", (int)TargetFeatures.TrailingDots)]
    [InlineData("/wait...", (int)TargetFeatures.TrailingDots)]
    [InlineData("/zones/www.example.com./A", (int)TargetFeatures.TrailingDots)]
    [InlineData("/a%2e", (int)TargetFeatures.TrailingDots)]
    [InlineData("/a%2E/x", (int)TargetFeatures.TrailingDots)]
    [InlineData("/admin;x.", (int)(TargetFeatures.PathParameters | TargetFeatures.TrailingDots))]
    [InlineData("/a..", (int)TargetFeatures.TrailingDots)]
    [InlineData("/a./b.", (int)TargetFeatures.TrailingDots)]
    [InlineData("/caf%E9", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%a9", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%ff/x", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%c3", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%c3/%a9", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%c3a", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%ed%a0%80", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%f4%90%80%80", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%f8%88%80%80%80", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%C1gua", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%E0%20la", (int)TargetFeatures.NonUtf8)]
    [InlineData("/%e9", (int)TargetFeatures.NonUtf8)]
    [InlineData("/admin.;x=y/", (int)(TargetFeatures.PathParameters | TargetFeatures.TrailingDots))]
    [InlineData("/a.%2fb", (int)(TargetFeatures.EncodedSlash | TargetFeatures.TrailingDots))]
    [InlineData("/x%25e9%e9.", (int)(TargetFeatures.DoubleEncoding | TargetFeatures.TrailingDots | TargetFeatures.NonUtf8))]
    [InlineData("/a%25e9", (int)TargetFeatures.DoubleEncoding)]
    public void Path_with_a_feature_passes_only_where_the_route_allows_it(string path, int features)
    {
        var expected = (TargetFeatures)features;
        var findings = RequestTarget.Inspect(path);

        findings.Fault.ShouldBe(TargetFault.None);
        findings.Features.ShouldBe(expected);
        findings.PassesWith(expected).ShouldBeTrue();
        findings.PassesWith(All & ~expected).ShouldBeFalse();
        findings.Refused(All).ShouldBe(TargetFeatures.None);
    }

    [Theory]
    [InlineData("", nameof(TargetFault.None))]
    [InlineData("a=b&c=%E9%zz;d[]={\"x\":1}", nameof(TargetFault.None))]
    [InlineData("a b", nameof(TargetFault.Space))]
    [InlineData("a#b", nameof(TargetFault.Delimiter))]
    [InlineData("a\r\nHost: evil", nameof(TargetFault.ControlCharacter))]
    [InlineData("a\x7f", nameof(TargetFault.ControlCharacter))]
    [InlineData("a\u00e9", nameof(TargetFault.NonAscii))]
    public void Query_is_refused_only_for_what_breaks_out_of_the_request_line(string query, string expected) =>
        RequestTarget.InspectQuery(query).ToString().ShouldBe(expected);

    [Fact]
    public void Every_fault_and_feature_has_a_public_text_of_its_own()
    {
        var faults = Enum.GetValues<TargetFault>().Select(RequestTarget.Describe);
        var features = Enum.GetValues<TargetFeatures>().Where(f => f is not (TargetFeatures.None or TargetFeatures.ShortName)).Select(RequestTarget.Describe);

        faults.Concat(features).ShouldBeUnique();
    }

    [Theory]
    [InlineData("/100%25ab.txt", "The path is percent-encoded twice: '%25' and two hexadecimal digits, which this route does not allow (AllowDoubleEncoding).")]
    [InlineData("/Acme_Inc.", "A path segment ends in a dot, which this route does not allow (AllowTrailingDots).")]
    [InlineData("/caf%E9", "The path contains percent-encoded bytes that are not UTF-8, which this route does not allow (AllowNonUtf8).")]
    [InlineData("/a%2Fb.", "The path contains an encoded slash, which this route does not allow (AllowEncodedSlash).")]
    public void What_a_route_may_allow_is_told_with_its_key(string path, string text) =>
        RequestTarget.Describe(RequestTarget.Inspect(path).Refused(TargetFeatures.None)).ShouldBe(text);

    [Theory]
    [InlineData("%E9", 32 * 40)]
    [InlineData("%25E9", 32 * 40)]
    public void Name_in_another_encoding_counts_once(string letter, int count) =>
        RequestTarget.Inspect("/" + string.Concat(Enumerable.Repeat(letter, count))).Fault.ShouldBe(TargetFault.None);

    [Theory]
    [InlineData("/%E9")]
    [InlineData("/%2541")]
    [InlineData("/a.")]
    public void Many_of_them_are_refused(string segment)
    {
        RequestTarget.Inspect(string.Concat(Enumerable.Repeat(segment, 32))).Fault.ShouldBe(TargetFault.None);
        RequestTarget.Inspect(string.Concat(Enumerable.Repeat(segment, 33))).Fault.ShouldBe(TargetFault.ManyFeatures);
    }

    [Theory]
    [InlineData("/orders/7/items.json")]
    [InlineData("/caf%C3%A9/a%20b;c/%2f")]
    [InlineData("/public/%2e%2e/admin")]
    public void Inspection_allocates_nothing(string path) =>
        Allocation.Of(() => RequestTarget.Inspect(path)).ShouldBe(0);
}
