using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Tests.Intake;

public class RequestTargetInspectTests
{
    private const TargetFeatures All =
        TargetFeatures.EncodedSlash | TargetFeatures.PathParameters | TargetFeatures.EmptySegments;

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
    [InlineData("/%c0%ae%c0%ae/", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%c0%af", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%e0%80%ae", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%ed%a0%80", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%f4%90%80%80", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%f8%88%80%80%80", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%c3", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%c3/%a9", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%c3a", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%a9", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%ff", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%e9", nameof(TargetFault.InvalidUtf8))]
    [InlineData("/%252e%252e/a", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/%252F", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/%25%32e", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/%252%65", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/%25%32%65", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/%25252e", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/%25%252e", nameof(TargetFault.DoubleEncoding))]
    [InlineData("/admin%20/", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin%20", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin./", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin.", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin%2e", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin.;x=y/", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin%20;x", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin;x.", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin;x%20/a", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin;x.;y", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/admin.%2fa", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/.../a", nameof(TargetFault.TrailingDotOrSpace))]
    [InlineData("/..%20/a", nameof(TargetFault.TrailingDotOrSpace))]
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
        var features = Enum.GetValues<TargetFeatures>().Where(f => f != TargetFeatures.None).Select(RequestTarget.Describe);

        faults.Concat(features).ShouldBeUnique();
    }

    [Theory]
    [InlineData("/orders/7/items.json")]
    [InlineData("/caf%C3%A9/a%20b;c/%2f")]
    [InlineData("/public/%2e%2e/admin")]
    public void Inspection_allocates_nothing(string path) =>
        Allocation.Of(() => RequestTarget.Inspect(path)).ShouldBe(0);
}
