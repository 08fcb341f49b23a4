using System.Globalization;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>
/// The deduplication key of a notice: event, recipient and channel. The owner is <c>owner</c>, whatever the current
/// address: a new address does not cause a second notice.
/// </summary>
internal static class NoticeKey
{
    public const string Webhook = "webhook";

    public const string OwnersMail = "mail:owner";

    /// <summary>A recipient other than the owner: a maintainer, or an administrator.</summary>
    public static string User(UserId id) => "mail:user:" + id;

    /// <summary>For an expiry: another lead time or expiry is another notice.</summary>
    public static string Expiring(Token token, TimeSpan lead, string to) => string.Create(
        CultureInfo.InvariantCulture, $"expiring:{token.Id}:{token.ExpiresAt!.Value.UtcTicks}:{(long)lead.TotalSeconds}:{to}");

    /// <summary>For a record of the audit log.</summary>
    public static string Recorded(long seq, string to) => string.Create(CultureInfo.InvariantCulture, $"audit:{seq}:{to}");

    /// <summary>For uses of a retired secret: one per hour, from any number of addresses.</summary>
    public static string Reused(TokenId id, DateTimeOffset at, string to) => string.Create(
        CultureInfo.InvariantCulture, $"reused:{id}:{at.UtcTicks / TimeSpan.TicksPerHour}:{to}");
}
