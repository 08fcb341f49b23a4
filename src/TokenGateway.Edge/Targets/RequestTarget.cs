using System.Buffers;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Targets;

/// <summary>Reads the request target as the client sent it (RFC 9112 section 3.2), before it is decoded or normalized.</summary>
internal static class RequestTarget
{
    /// <summary>Characters that are not allowed in the authority of an absolute form: user info hides the host.</summary>
    private static readonly SearchValues<char> NotInAuthority = SearchValues.Create("@\\# \t\r\n\0");

    private const TargetFeatures HasReadings = TargetFeatures.DoubleEncoding | TargetFeatures.NonUtf8;

    private static readonly SearchValues<char> Ordinary = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._!$&'()*+,=:@|[]{}<>\"^`");

    private static readonly SearchValues<char> OrdinaryInQuery = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0x7f - 0x21).Select(i => (char)i).Where(c => c != '#')]);

    /// <summary>
    /// The origin form of <paramref name="rawTarget"/>. An origin form is returned unchanged; for an absolute form, the
    /// target is the part after the authority, <c>/</c> when that is empty.
    /// </summary>
    /// <returns>False for every other form: <c>*</c>, authority form, relative, empty, absolute with user info.</returns>
    public static bool TryGetOriginForm(string rawTarget, out string originForm)
    {
        if (rawTarget.StartsWith('/'))
        {
            originForm = rawTarget;
            return true;
        }

        originForm = "";
        var authority = AuthorityStart(rawTarget);
        return authority > 0 && TryReduce(rawTarget, authority, out originForm);
    }

    /// <summary>
    /// Inspects a raw path, without its query. The result holds for every server that decodes the path once or twice, with
    /// slashes encoded or not, and that drops path parameters or not.
    /// </summary>
    public static TargetFindings Inspect(ReadOnlySpan<char> pathOnly)
    {
        if (IsPlain(pathOnly))
            return default;
        var findings = new PathInspector(pathOnly).Run();
        return findings.Fault == TargetFault.None && (findings.Features & HasReadings) != TargetFeatures.None
            ? new(FaultInReadings(pathOnly.ToString()), findings.Features)
            : findings;
    }

    // Even for features that a route may allow: no reading of the path may climb, end early or name another resource.
    private static TargetFault FaultInReadings(string path)
    {
        foreach (var (reading, isDecodedTwice) in PathBytes.Readings(path))
        {
            var (fault, features) = new PathInspector(reading).Run();
            if (fault != TargetFault.None)
                return fault;
            if (isDecodedTwice && features.HasFlag(TargetFeatures.DoubleEncoding))
                return TargetFault.TripleEncoding;
        }

        return TargetFault.None;
    }

    /// <summary>
    /// Inspects a raw query. Refuses only characters that would break out of the request line: upstreams disagree about the
    /// rest, and its bytes are the client's.
    /// </summary>
    public static TargetFault InspectQuery(ReadOnlySpan<char> query)
    {
        var odd = query.IndexOfAnyExcept(OrdinaryInQuery);
        return odd < 0 ? TargetFault.None : OddInQuery(query[odd]);
    }

    /// <summary>Short public text for the detail of a 400; never repeats the path.</summary>
    public static string Describe(TargetFault fault) => fault switch
    {
        TargetFault.None => "The path is well formed.",
        TargetFault.NotRooted => "The request target must begin with '/'.",
        TargetFault.DotSegment => "The path contains a '.' or '..' segment, or one of dots and spaces alone.",
        TargetFault.TrailingSpace => "A path segment ends in a space.",
        TargetFault.Backslash => "The path contains a backslash.",
        TargetFault.ControlCharacter => "The request target contains a control character.",
        TargetFault.Space => "The request target contains a space.",
        TargetFault.Delimiter => "The request target contains '#' or a misplaced '?'.",
        TargetFault.NonAscii => "The request target contains a character that must be percent-encoded.",
        TargetFault.InvalidPercent => "The path contains an invalid percent sequence.",
        TargetFault.OverlongUtf8 => "The path contains an ASCII character in an overlong form of UTF-8.",
        TargetFault.FileStream => "The path contains ':$', which names a stream of a file.",
        TargetFault.TripleEncoding => "The path is percent-encoded three times.",
        TargetFault.ManyFeatures => $"The path contains more than {PathInspector.MostFeatures} parts that servers read in different ways: empty segments, encoded slashes, ';', trailing dots and the like.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, message: null),
    };

    /// <summary>Short public text for the detail of a 400: the first of <paramref name="refused"/>.</summary>
    public static string Describe(TargetFeatures refused) => $"{Holding(refused)}, which this route does not allow ({KeyOf(refused)}).";

    /// <summary>The first of <paramref name="features"/> in words, without a full stop.</summary>
    public static string Holding(TargetFeatures features) => First(features) switch
    {
        TargetFeatures.EncodedSlash => "The path contains an encoded slash",
        TargetFeatures.PathParameters => "The path contains ';'",
        TargetFeatures.EmptySegments => "The path contains an empty segment",
        TargetFeatures.DoubleEncoding => "The path is percent-encoded twice: '%25' and two hexadecimal digits",
        TargetFeatures.TrailingDots => "A path segment ends in a dot",
        TargetFeatures.NonUtf8 => "The path contains percent-encoded bytes that are not UTF-8",
        _ => throw new ArgumentOutOfRangeException(nameof(features), features, message: null),
    };

    /// <summary>The route key that allows the first of <paramref name="features"/>.</summary>
    public static string KeyOf(TargetFeatures features) => First(features) switch
    {
        TargetFeatures.EncodedSlash => "AllowEncodedSlash",
        TargetFeatures.PathParameters => "AllowPathParameters",
        TargetFeatures.EmptySegments => "AllowEmptySegments",
        TargetFeatures.DoubleEncoding => "AllowDoubleEncoding",
        TargetFeatures.TrailingDots => "AllowTrailingDots",
        TargetFeatures.NonUtf8 => "AllowNonUtf8",
        _ => throw new ArgumentOutOfRangeException(nameof(features), features, message: null),
    };

    private static TargetFeatures First(TargetFeatures features) => features & (TargetFeatures)(-(int)features);

    private static int AuthorityStart(string rawTarget) =>
        rawTarget.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length
        : rawTarget.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://".Length
        : 0;

    private static bool TryReduce(string rawTarget, int authority, out string originForm)
    {
        var length = rawTarget.AsSpan(authority).IndexOfAny('/', '?');
        var end = length < 0 ? rawTarget.Length : authority + length;
        originForm = "";
        if (end == authority || rawTarget.AsSpan(authority, end - authority).ContainsAny(NotInAuthority))
            return false;

        originForm = end == rawTarget.Length ? "/"
            : rawTarget[end] == '?' ? string.Concat("/", rawTarget.AsSpan(end))
            : rawTarget[end..];
        return true;
    }

    /// <summary>Fast path for nearly every request: nothing encoded or unusual, no dot or slash at the end of a segment.</summary>
    private static bool IsPlain(ReadOnlySpan<char> path) =>
        path is ['/', ..]
        && path[^1] != '.'
        && !path.ContainsAnyExcept(Ordinary)
        && path.IndexOf("./", StringComparison.Ordinal) < 0
        && path.IndexOf("//", StringComparison.Ordinal) < 0
        && path.IndexOf(":$", StringComparison.Ordinal) < 0;

    private static TargetFault OddInQuery(char c) => c switch
    {
        '#' => TargetFault.Delimiter,
        ' ' => TargetFault.Space,
        > '\x7f' => TargetFault.NonAscii,
        _ => TargetFault.ControlCharacter,
    };
}
