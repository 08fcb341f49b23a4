namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>
/// Whether a request can fulfil all of some conditions. Of requests that name a header or parameter twice, each time with
/// another value, is not spoken: routes that ask for different values are told apart, as everybody means them.
/// </summary>
internal static class ValueConditions
{
    // A value that no condition names.
    private const string Other = "~";

    private const int MostSamples = 4096;

    public static bool CanAllHold(IReadOnlyList<ValueCondition> conditions) =>
        conditions.GroupBy(condition => condition.Name, StringComparer.OrdinalIgnoreCase)
            .All(group => SamplesFor([.. group]).Any(value => group.All(condition => condition.Holds(value))));

    // One wanted value of each condition: one of them for all, or all of them in a row.
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

    // What must be at the beginning comes first.
    private static IEnumerable<IEnumerable<string>> Rows(IReadOnlyList<ValueCondition> conditions)
    {
        IEnumerable<IEnumerable<string>> rows = [[]];
        foreach (var condition in conditions.Where(condition => condition.WantsValue).OrderBy(condition => condition.Mode == ValueCondition.Contains))
            rows = rows.SelectMany(row => condition.Values.Select(value => row.Append(value)));
        return rows;
    }
}
