namespace TokenGateway.Management.Api.Tokens;

/// <summary>What became of many tokens.</summary>
/// <param name="Action">What was asked for.</param>
/// <param name="DryRun">Nothing was changed.</param>
/// <param name="More">More tokens match the filter than one call takes: repeat it.</param>
/// <param name="Results">How many tokens had each result.</param>
/// <param name="Items">Each token.</param>
internal sealed record BulkView(string Action, bool DryRun, bool More, IReadOnlyDictionary<string, int> Results, IReadOnlyList<BulkItemView> Items)
{
    public static BulkView Of(string action, bool isDryRun, bool isCut, IReadOnlyList<BulkItemView> items) => new(
        action, isDryRun, isCut, items.GroupBy(item => item.Result, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Count(), StringComparer.Ordinal), items);
}
