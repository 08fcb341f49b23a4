using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>
/// Sample values of a segment that two patterns may have in common: one of each constraint type, and the values in the
/// patterns.
/// </summary>
internal static partial class SegmentSamples
{
    private static readonly string[] Kinds =
    [
        "0", "1", "-1", "42", "2147483648", "1.5", "true", "2027-01-31", "00000000-0000-0000-0000-000000000000", "00000000000000000000000000000000",
        "a", "Z", "x", "abc", "hello", "a1", "a-b", "a_b", "a.b", "file.txt", "index.html", "v1", "en", "en-US", "~",
    ];

    private static readonly int[] Lengths = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64];

    public static IEnumerable<string> For(RoutePatternPathSegment one, RoutePatternPathSegment other)
    {
        string[] values = [.. Kinds, .. Lengths.SelectMany(OfLength), .. Named(one), .. Named(other)];
        return values.Concat(values.Select(value => Filled(one, value))).Concat(values.Select(value => Filled(other, value))).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> OfLength(int length) => [new('1', length), new('a', length), new('A', length)];

    // The numbers of range(1,5) and length(7) with their neighbours, the words of regex(...), and literals.
    private static IEnumerable<string> Named(RoutePatternPathSegment segment)
    {
        foreach (var fixedPart in segment.Parts.OfType<RoutePatternLiteralPart>())
            yield return fixedPart.Content;
        foreach (var text in segment.Parts.OfType<RoutePatternParameterPart>().SelectMany(part => part.ParameterPolicies).Select(policy => policy.Content ?? ""))
        {
            foreach (Match word in Words().Matches(text))
                yield return word.Value;
            foreach (Match number in Numbers().Matches(text))
            {
                var value = long.Parse(number.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                foreach (var near in new[] { value - 1, value, value + 1 })
                    yield return near.ToString(CultureInfo.InvariantCulture);
                for (var length = value - 1; length <= value + 1 && length is > 0 and <= 256; length++)
                {
                    foreach (var sample in OfLength((int)length))
                        yield return sample;
                }
            }
        }
    }

    private static string Filled(RoutePatternPathSegment segment, string value) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => value,
    }));

    [GeneratedRegex("[A-Za-z][A-Za-z0-9_.-]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    [GeneratedRegex("-?[0-9]{1,17}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
