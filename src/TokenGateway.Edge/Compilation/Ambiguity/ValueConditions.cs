namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>
/// Whether one request can satisfy a list of conditions. Ignores requests that repeat a header or parameter with different
/// values: routes that require different values count as distinct, as their author intends.
/// </summary>
internal static class ValueConditions
{
    // A value that appears in no condition.
    private const string Other = "~";

    private const int MostSamples = 4096;

    public static bool CanAllHold(IReadOnlyList<ValueCondition> conditions) =>
        conditions.GroupBy(condition => condition.Name, StringComparer.OrdinalIgnoreCase)
            .All(group => SamplesFor([.. group]).Any(value => group.All(condition => condition.Holds(value))));

    // One value of each condition: a single one for all, or all of them concatenated.
    private static IEnumerable<string?> SamplesFor(IReadOnlyList<ValueCondition> conditions)
    {
        yield return null;
        yield return Other;
        foreach (var value in conditions.SelectMany(condition => condition.Values).Distinct(StringComparer.Ordinal))
            yield return value;
        var separator = conditions[0].Separator is { } mark ? mark + " " : "";
        foreach (var row in Rows(conditions).Take(MostSamples))
            yield return string.Join(separator, row);
    }

    // Prefixes come first.
    private static IEnumerable<IEnumerable<string>> Rows(IReadOnlyList<ValueCondition> conditions)
    {
        IEnumerable<IEnumerable<string>> rows = [[]];
        foreach (var condition in conditions.Where(condition => condition.WantsValue).OrderBy(condition => condition.Mode == ValueCondition.Contains))
            rows = rows.SelectMany(row => condition.Values.Select(value => row.Append(value)));
        return rows;
    }
}
