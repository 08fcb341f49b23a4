using System.Globalization;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>
/// What makes a notice the same notice: what is told, and to whom by which way. The owner is <c>owner</c>, whatever the
/// address is at the moment: a new address is no reason to tell it again.
/// </summary>
internal static class NoticeKey
{
    public const string Webhook = "webhook";

    public const string OwnersMail = "mail:owner";

    /// <summary>Of somebody besides the owner: a maintainer, or an administrator.</summary>
    public static string User(UserId id) => "mail:user:" + id;

    /// <summary>Of an end: another lead time, or an end at another moment, is another notice.</summary>
    public static string Expiring(Token token, TimeSpan lead, string to) => string.Create(
        CultureInfo.InvariantCulture, $"expiring:{token.Id}:{token.ExpiresAt!.Value.UtcTicks}:{(long)lead.TotalSeconds}:{to}");

    /// <summary>Of a record of the audit log.</summary>
    public static string Recorded(long seq, string to) => string.Create(CultureInfo.InvariantCulture, $"audit:{seq}:{to}");

    /// <summary>Of uses of a retired secret: one an hour tells enough, from however many addresses they come.</summary>
    public static string Reused(TokenId id, DateTimeOffset at, string to) => string.Create(
        CultureInfo.InvariantCulture, $"reused:{id}:{at.UtcTicks / TimeSpan.TicksPerHour}:{to}");
}
