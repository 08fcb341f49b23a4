using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// <c>X-Token-Expires-At</c> on responses to a token in its last 30 days, for programs. The gateway owns the header and
/// replaces the upstream's value.
/// </summary>
internal static class ExpiryHeader
{
    public const string Name = "X-Token-Expires-At";

    private static readonly TimeSpan Last = TimeSpan.FromDays(30);

    public static void Set(IHeaderDictionary headers, TokenSnapshot? snapshot, NoticeOptions options, TimeProvider time)
    {
        if (!options.ExpiresHeader)
            return;
        if (snapshot?.Token.ExpiresAt is { } end && end - time.GetUtcNow() <= Last)
            headers[Name] = snapshot.ExpiresAtText;
        else
            headers.Remove(Name);
    }
}
