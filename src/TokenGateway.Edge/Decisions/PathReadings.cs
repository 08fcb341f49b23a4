using System.Text;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// How servers read a raw path with something in it that only some routes allow: encoded slashes decoded, parameters
/// dropped before or after decoding, or from the first one to the end, empty segments merged, short file names taken for
/// the names that they stand for, and these together.
/// </summary>
internal static class PathReadings
{
    /// <summary>Every reading that differs from the path as it is.</summary>
    /// <param name="shortNames">Null: there are no names that have short ones.</param>
    /// <returns>At most <paramref name="most"/> and one more, where there are more.</returns>
    public static IReadOnlyCollection<string> Of(string path, ShortNames? shortNames, int most)
    {
        if (shortNames is null)
            return Of(path);
        var readings = Of(path).Append(path).SelectMany(one => Lengthened(one, shortNames, most)).Where(one => one != path).Distinct(StringComparer.Ordinal).Take(most + 1);
        return [.. readings];
    }

    // Segment by segment, each as it is or as one of the names that it may stand for.
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

    private static HashSet<string> Of(string path)
    {
        string[] decoded = [path, DecodeSlashes(path)];
        IEnumerable<string> cut = [.. decoded, .. decoded.SelectMany(WithoutParameters), .. WithoutParameters(path).Select(DecodeSlashes)];
        var readings = cut.Distinct(StringComparer.Ordinal).SelectMany(one => new[] { one, Merge(one) }).Select(Rooted).ToHashSet(StringComparer.Ordinal);
        readings.Remove(path);
        return readings;
    }

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
