namespace TokenGateway.Configuration.Errors;

/// <summary>Suggests the name that was probably intended.</summary>
internal static class Suggestion
{
    /// <summary>
    /// The candidate closest to <paramref name="name"/>, or null if none is close: one that differs only in case, otherwise
    /// the one with the fewest typing errors (an extra, missing, wrong or swapped letter), at most a third of the length
    /// and never more than three. The first of equally close ones.
    /// </summary>
    public static string? For(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (ConfigPath.Same(name, candidate))
                return candidate;
            var slips = Slips(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (slips >= fewest || slips > Allowed(name, candidate))
                continue;
            (best, fewest) = (candidate, slips);
        }

        return best;
    }

    /// <summary>The question to append to a message: <c>. Did you mean "AnyRole"?</c>, or nothing.</summary>
    public static string Ask(string name, IEnumerable<string> candidates) =>
        For(name, candidates) is { } meant ? $". Did you mean \"{meant}\"?" : string.Empty;

    /// <summary>The same, followed by a sentence even without a suggestion.</summary>
    public static string AskAndSay(string name, IEnumerable<string> candidates, string sentence) =>
        Ask(name, candidates) is { Length: > 0 } question ? $"{question} {sentence}" : $". {sentence}";

    private static int Allowed(string name, string candidate) =>
        Math.Clamp(Math.Max(name.Length, candidate.Length) / 3, 1, 3);

    // Damerau-Levenshtein in the "optimal string alignment" form, on three rows.
    private static int Slips(string from, string to)
    {
        var before = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var wrong = from[i - 1] == to[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + wrong);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[to.Length];
    }
}
