using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Auditing;

/// <summary>Links from records to pages.</summary>
internal static class AuditLinks
{
    /// <summary>The page of <c>token:ID</c>, <c>user:ID</c> or <c>settings</c>; null: none, or not accessible with these rights.</summary>
    public static string? Of(string name, ManagementRights rights) => name.Split(':', 2) switch
    {
        ["token", var text] when rights.HasFlag(ManagementRights.Tokens) && TokenId.TryParse(text, out var id) => $"/tokens/{id}",
        ["user", var text] when rights.HasFlag(ManagementRights.Users) && UserId.TryParse(text, out var id) => UserPaths.Of(id),
        ["settings"] when rights.HasFlag(ManagementRights.Settings) => "/settings",
        _ => null,
    };
}
