namespace TokenGateway.Configuration.Errors;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Suggestion
{
    /// <summary>
    /// The candidate nearest to <paramref name="name"/>, or null when none is near: one that differs only in case, else
    /// the one with the fewest typing slips (a letter too many, too few, wrong, or two swapped), at most a third of
    /// the length and never more than three. Of equals the first.
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

    /// <summary>The question that is put behind a message: <c>. Did you mean "AnyRole"?</c>, or nothing.</summary>
    public static string Ask(string name, IEnumerable<string> candidates) =>
        For(name, candidates) is { } meant ? $". Did you mean \"{meant}\"?" : string.Empty;

    /// <summary>The same with a sentence behind it, whether something is near or not.</summary>
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
