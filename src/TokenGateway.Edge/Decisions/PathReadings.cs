using System.Text;
using TokenGateway.Edge.Model.Conditions;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// The ways in which servers read a raw path that contains something only some routes allow: decoded twice; bytes that are not
/// UTF-8 read as Latin-1, replaced or dropped; encoded slashes decoded; parameters removed before or after decoding, or everything
/// from the first one on; trailing dots and spaces of segments removed; empty segments merged; short file names expanded; and
/// combinations of these.
/// </summary>
internal static class PathReadings
{
    /// <summary>Returns every reading that differs from the raw path.</summary>
    /// <param name="shortNames">The names that have short forms; null if there are none.</param>
    /// <returns>At most <paramref name="most"/> readings, plus one if there are more.</returns>
    public static IReadOnlyCollection<string> Of(string path, ShortNames? shortNames, int most)
    {
        var readings = Decoded(path).SelectMany(Cut).SelectMany(Trimmed).SelectMany(one => With(one, Merge)).Select(Rooted);
        if (shortNames is not null)
            readings = readings.Distinct(StringComparer.Ordinal).SelectMany(one => Lengthened(one, shortNames, most));
        return [.. readings.Where(one => one != path).Distinct(StringComparer.Ordinal).Take(most + 1)];
    }

    // Each segment either unchanged or as one of the names that it may abbreviate.
    private static IEnumerable<string> Lengthened(string path, ShortNames shortNames, int most)
    {
        IEnumerable<string> readings = [""];
        foreach (var segment in path.Split('/')[1..])
        {
            string[] names = [segment, .. shortNames.NamesOf(Uri.UnescapeDataString(segment)).Select(Uri.EscapeDataString)];
            readings = readings.SelectMany(before => names.Select(name => $"{before}/{name}")).Take(most + 2).ToList();
        }

        return readings;
    }

    private static IEnumerable<string> Decoded(string path) =>
        PathBytes.Readings(path).Select(one => one.Path).Prepend(path)
            .SelectMany(one => With(one, PathBytes.ReadAsLatin1, PathBytes.ReadWholeAsLatin1, PathBytes.Replace));

    private static IEnumerable<string> Cut(string path) =>
        With(path, DecodeSlashes).SelectMany(one => WithoutParameters(one).Prepend(one)).Concat(WithoutParameters(path).Select(DecodeSlashes))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Trimmed(string path) => With(path, Trim, TrimEnd);

    // Readers that change nothing return the same string.
    private static IEnumerable<string> With(string path, params Func<string, string>[] readers) =>
        readers.Select(read => read(path)).Where(other => !ReferenceEquals(other, path)).Prepend(path);

    private static IEnumerable<string> WithoutParameters(string path)
    {
        var decoded = path.Replace("%3b", ";", StringComparison.OrdinalIgnoreCase);
        if (!decoded.Contains(';', StringComparison.Ordinal))
            yield break;
        yield return DropParameters(path);
        yield return DropParameters(decoded);
        yield return UpToParameters(path);
        yield return UpToParameters(decoded);
    }

    private static string UpToParameters(string path) => path.IndexOf(';', StringComparison.Ordinal) is var end and >= 0 ? path[..end] : path;

    private static string DropParameters(string path)
    {
        var kept = new StringBuilder(path.Length);
        var inParameters = false;
        foreach (var c in path)
        {
            inParameters = c != '/' && (inParameters || c == ';');
            if (!inParameters)
                kept.Append(c);
        }

        return kept.ToString();
    }

    // As Windows does: in every segment, or only in the last one.
    private static string Trim(string path)
    {
        var segments = path.Split('/');
        var trimmed = string.Join('/', segments.Select(TrimEnd));
        return trimmed.Length == path.Length ? path : trimmed;
    }

    private static string TrimEnd(string path)
    {
        var end = path.Length;
        while (LengthOfBlank(path.AsSpan(0, end)) is var blank and > 0)
            end -= blank;
        return end == path.Length ? path : path[..end];
    }

    private static int LengthOfBlank(ReadOnlySpan<char> text) =>
        text is [.., '.' or ' '] ? 1
        : text is [.., '%', '2', '0' or 'e' or 'E'] ? 3
        : 0;

    private static string DecodeSlashes(string path) => path.Replace("%2f", "/", StringComparison.OrdinalIgnoreCase);

    private static string Merge(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal))
            return path;
        var kept = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c != '/' || kept.Length == 0 || kept[^1] != '/')
                kept.Append(c);
        }

        return kept.ToString();
    }

    private static string Rooted(string path) => path.Length == 0 ? "/" : path;
}
