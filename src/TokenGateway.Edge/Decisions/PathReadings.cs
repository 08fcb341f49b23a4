namespace TokenGateway.Edge.Decisions;

/// <summary>
/// How servers read a raw path with something in it that only some routes allow: encoded slashes decoded, parameters
/// dropped before or after decoding, or from the first one to the end, empty segments merged, and these together.
/// </summary>
internal static class PathReadings
{
    /// <summary>Every reading that differs from the path as it is.</summary>
    public static IReadOnlyCollection<string> Of(string path)
    {
        string[] decoded = [path, DecodeSlashes(path)];
        IEnumerable<string> cut = [.. decoded, .. decoded.SelectMany(WithoutParameters), .. WithoutParameters(path).Select(DecodeSlashes)];
        var readings = cut.SelectMany(one => new[] { one, Merge(one) }).Select(Rooted).ToHashSet(StringComparer.Ordinal);
        readings.Remove(path);
        return readings;
    }

    private static IEnumerable<string> WithoutParameters(string path)
    {
        var decoded = path.Replace("%3b", ";", StringComparison.OrdinalIgnoreCase);
        yield return DropParameters(path);
        yield return DropParameters(decoded);
        yield return path.Split(';')[0];
        yield return decoded.Split(';')[0];
    }

    private static string DropParameters(string path) => string.Join('/', path.Split('/').Select(segment => segment.Split(';')[0]));

    private static string DecodeSlashes(string path) => path.Replace("%2f", "/", StringComparison.OrdinalIgnoreCase);

    private static string Merge(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }

    private static string Rooted(string path) => path.Length == 0 ? "/" : path;
}
