using TokenGateway.Management.Bulk;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>The result for one token.</summary>
/// <param name="Name">Null: it has none, or the caller may not see the token.</param>
/// <param name="Owner">Null: the caller may not see the token.</param>
/// <param name="Result">done, unchanged (already in that state), refused, failed or notTried; in a dry run matched or unchanged.</param>
/// <param name="Code">Why it was not done, with the code of the call about one token; null: it was, or the gateway was stopped.</param>
/// <param name="Detail">The same in words.</param>
internal sealed record BulkItemView(long Id, string? Name, string? Owner, string Result, string? Code, string? Detail)
{
    public static BulkItemView Of(BulkResult result) => Of(result, NameOf(result.Outcome));

    /// <summary>For a dry run, which changes nothing.</summary>
    public static BulkItemView OfDryRun(BulkResult result) => Of(result, result.Outcome == BulkOutcome.NotTried ? "matched" : NameOf(result.Outcome));

    private static BulkItemView Of(BulkResult result, string named) =>
        new(result.Id.Number, OrNull(result.Name), OrNull(result.Owner), named, result.Error?.Name, result.Error?.Message);

    private static string NameOf(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Done => "done",
        BulkOutcome.AlreadySo => "unchanged",
        BulkOutcome.Refused => "refused",
        BulkOutcome.Failed => "failed",
        _ => "notTried",
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
