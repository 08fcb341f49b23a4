using TokenGateway.Core.Refusals;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Bulk;

/// <summary>The outcome of a token in words.</summary>
internal static class BulkWords
{
    public static string NameOf(BulkOutcome outcome) => outcome switch
    {
        BulkOutcome.Done => Text.Bulk_Done,
        BulkOutcome.AlreadySo => Text.Bulk_AlreadySo,
        BulkOutcome.Refused => Text.Bulk_Refused,
        BulkOutcome.Failed => Text.Bulk_Failed,
        _ => Text.Bulk_NotTried,
    };

    /// <summary>Why it was not done; empty: it was, or was already in that state.</summary>
    public static string ReasonOf(BulkResult result) => (result.Outcome, result.Error?.Code) switch
    {
        (BulkOutcome.NotTried, null) => Text.Bulk_Stopped,
        (BulkOutcome.NotTried, RefusalCode.Forbidden) => Text.Bulk_NoRights,
        (_, RefusalCode.StoreUnavailable) => Text.Bulk_Store,
        (_, RefusalCode.InternalError) => Text.Bulk_Internal,
        _ => result.Error?.Message ?? "",
    };
}
