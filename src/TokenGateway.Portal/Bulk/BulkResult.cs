using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Bulk;

/// <summary>What became of one token.</summary>
/// <param name="Id">Of the token.</param>
/// <param name="Name">Its name; empty: it has none, or was not read.</param>
/// <param name="Owner">Its owner; empty: it was not read.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Reason">Why it was not done; empty: it was, or was so already.</param>
internal sealed record BulkResult(TokenId Id, string Name, string Owner, BulkOutcome Outcome, string Reason)
{
    public static string NameOf(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Done => Text.Bulk_Done,
        BulkOutcome.AlreadySo => Text.Bulk_AlreadySo,
        BulkOutcome.Refused => Text.Bulk_Refused,
        BulkOutcome.Failed => Text.Bulk_Failed,
        _ => Text.Bulk_NotTried,
    };
}
