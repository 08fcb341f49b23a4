namespace TokenGateway.Management.Api.Tokens;

/// <summary>The results for many tokens.</summary>
/// <param name="Action">The requested action.</param>
/// <param name="DryRun">Whether nothing was changed.</param>
/// <param name="More">Whether more tokens match the filter than one call changes; if so, repeat the call.</param>
/// <param name="Results">The number of tokens by result.</param>
/// <param name="Items">The result of each token.</param>
internal sealed record BulkView(string Action, bool DryRun, bool More, IReadOnlyDictionary<string, int> Results, IReadOnlyList<BulkItemView> Items)
{
    public static BulkView Of(string action, bool isDryRun, bool isCut, IReadOnlyList<BulkItemView> items) => new(
        action, isDryRun, isCut, items.GroupBy(item => item.Result, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Count(), StringComparer.Ordinal), items);
}
