using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>
/// Searches for many secrets at once in any bytes that a process left behind: raw, percent-decoded up to three times, JSON-unescaped, in
/// base64 of both alphabets at every alignment, in UTF-16, and the 43 characters of the secret part alone. Independent of the gateway's
/// own search.
/// </summary>
internal sealed partial class SecretHunt
{
    private const int Rounds = 3;
    private const int SecretLength = 43;

    private readonly Dictionary<string, string> _whose = new(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> _needles;

    /// <param name="secrets">The secrets, each with the name of the case that used it.</param>
    public SecretHunt(IEnumerable<(string Case, string Secret)> secrets)
    {
        foreach (var (name, secret) in secrets)
        {
            foreach (var form in new[] { secret, SecretPart(secret) }.SelectMany(FormsOf))
                _whose[form] = name;
        }

        _needles = SearchValues.Create([.. _whose.Keys], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The cases whose secrets appear in the bytes, each with the context of the first match.</summary>
    public IReadOnlyDictionary<string, string> FindIn(byte[] bytes)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var view in ViewsOf(Encoding.Latin1.GetString(bytes)))
        {
            for (var at = 0; view.AsSpan(at).IndexOfAny(_needles) is var next and >= 0; at += next + 1)
                found.TryAdd(WhoseAt(view, at + next), Around(view, at + next));
        }

        return found;
    }

    private string WhoseAt(string view, int at) =>
        _whose.First(one => string.Compare(view, at, one.Key, 0, one.Key.Length, StringComparison.OrdinalIgnoreCase) == 0).Value;

    private static string Around(string view, int at)
    {
        var line = view.LastIndexOf('\n', at) + 1;
        var from = Math.Max(line, at - 250);
        return view[from..Math.Min(view.Length, at + 120)];
    }

    // UTF-16 of either byte order is ASCII with a NUL next to each character.
    private static IEnumerable<string> ViewsOf(string text) =>
        text.Contains('\0') ? DecodedViewsOf(text).Concat(DecodedViewsOf(text.Replace("\0", "", StringComparison.Ordinal))) : DecodedViewsOf(text);

    private static IEnumerable<string> DecodedViewsOf(string text)
    {
        yield return text;
        var view = JsonEscape().Replace(text, Character);
        if (view != text)
            yield return view;
        for (var round = 0; round < Rounds && PercentByte().IsMatch(view); round++)
            yield return view = PercentByte().Replace(view, Character);
    }

    private static string Character(Match match) => ((char)Convert.ToInt32(match.Groups["hex"].Value, 16)).ToString();

    /// <summary>The secret part, without prefix, id and checksum, which are not secret.</summary>
    private static string SecretPart(string secret)
    {
        var from = secret.LastIndexOf('_') + 1;
        return secret.Length - from >= SecretLength ? secret.Substring(from, SecretLength) : secret;
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        var bytes = Encoding.ASCII.GetBytes(secret);
        for (var before = 0; before < 3; before++)
        {
            // Only the characters that do not depend on the adjacent bytes.
            var first = (before * 8 + 5) / 6;
            var core = Convert.ToBase64String([.. new byte[before], .. bytes])[first..((before + bytes.Length) * 8 / 6)];
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
        }
    }

    [GeneratedRegex(@"\\u00(?<hex>[0-9A-Fa-f]{2})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 20_000)]
    private static partial Regex JsonEscape();

    [GeneratedRegex("%(?<hex>[0-9A-Fa-f]{2})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 20_000)]
    private static partial Regex PercentByte();
}
