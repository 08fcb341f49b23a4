using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing.Patterns;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Model.Conditions;

/// <summary>
/// The path segments of one generation's routes that an upstream on Windows may also serve under a short name:
/// <c>ADMINI~1</c> for <c>administration</c>, <c>GIT~1</c> for <c>.git</c> (8.3 names of FAT and NTFS; CVE-2014-9390).
/// </summary>
internal sealed class ShortNames
{
    private const int LongestBase = 8;
    private const int LongestExtension = 3;

    /// <summary>The number of leading characters that a short name keeps when it ends in a hash of the name.</summary>
    private const int BeforeDigest = 2;
    private const int DigestLength = 4;

    private static readonly SearchValues<char> InShortNames =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'()-@^_`{}~");

    /// <summary>Each name with the prefix of its short names.</summary>
    private readonly FrozenDictionary<string, string> _beginnings;

    private ShortNames(FrozenDictionary<string, string> beginnings) => _beginnings = beginnings;

    /// <param name="patterns">The paths of all routes, as ASP.NET Core routing parses them.</param>
    /// <returns>Null: every name is short itself, so that none has a second one.</returns>
    public static ShortNames? Create(IEnumerable<string> patterns)
    {
        var names = patterns.SelectMany(pattern => RoutePatterns.TryParse(pattern)?.PathSegments ?? [])
            .Select(segment => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : "")
            .Where(HasShortName)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(name => name, BeginningOf, StringComparer.OrdinalIgnoreCase);
        return names.Count == 0 ? null : new(names);
    }

    /// <summary>The names whose short name <paramref name="segment"/> may be.</summary>
    /// <param name="segment">Decoded, in any case.</param>
    public IEnumerable<string> NamesOf(string segment)
    {
        var tilde = segment.LastIndexOf('~');
        var digits = segment.AsSpan(tilde + 1);
        if (digits.IndexOf('.') is var dot and >= 0)
            digits = digits[..dot];
        return tilde is > 0 and < LongestBase && digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9')
            ? _beginnings.Where(one => BeginsWith(one.Value, segment[..tilde])).Select(one => one.Key)
            : [];
    }

    private static bool BeginsWith(string beginning, string stem) =>
        beginning.StartsWith(stem, StringComparison.OrdinalIgnoreCase)
        || (stem.Length is > DigestLength and <= BeforeDigest + DigestLength
            && stem[^DigestLength..].All(char.IsAsciiHexDigit)
            && beginning.StartsWith(stem[..^DigestLength], StringComparison.OrdinalIgnoreCase));

    private static bool HasShortName(string name)
    {
        var dot = name.LastIndexOf('.');
        var stem = dot < 0 ? name : name[..dot];
        var extension = dot < 0 ? "" : name[(dot + 1)..];
        return name.Length > 0 && (stem.Length is 0 or > LongestBase || extension.Length > LongestExtension
            || stem.AsSpan().ContainsAnyExcept(InShortNames) || extension.AsSpan().ContainsAnyExcept(InShortNames));
    }

    // Dots and spaces are dropped; characters that a short name cannot contain become underscores.
    private static string BeginningOf(string name)
    {
        var trimmed = name.TrimStart('.');
        var dot = trimmed.LastIndexOf('.');
        var stem = (dot < 0 ? trimmed : trimmed[..dot]).Where(c => c is not ('.' or ' '));
        return string.Concat(stem.Select(c => c is '+' or ',' or ';' or '=' or '[' or ']' ? '_' : c));
    }
}
