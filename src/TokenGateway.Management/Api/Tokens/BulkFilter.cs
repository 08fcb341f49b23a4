using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>Selects tokens that meet every given condition. Without owner, the caller's own; for administrators, everyone's.</summary>
/// <param name="Owner">Tokens of this user.</param>
/// <param name="State">active, inactive or expired; absent: any of them.</param>
/// <param name="Realm">Tokens of this realm.</param>
/// <param name="Role">Tokens with this role.</param>
/// <param name="ExpiresBefore">Tokens that expire before this time.</param>
/// <param name="UnusedSince">Tokens created before and not used since this time, or this long ago (90d).</param>
/// <param name="NeverExpires">true: tokens that never expire.</param>
/// <param name="NeverUsed">true: unused tokens.</param>
/// <param name="OverPrivileged">true: live tokens in use that hold a permission which no request needed for 90 days.</param>
/// <param name="CreatedFrom">Tokens created at this time or later.</param>
/// <param name="CreatedBefore">Tokens created before this time.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BulkFilter(
    string? Owner = null, string? State = null, string? Realm = null, string? Role = null, string? ExpiresBefore = null, string? UnusedSince = null,
    bool? NeverExpires = null, bool? NeverUsed = null, bool? OverPrivileged = null, string? CreatedFrom = null, string? CreatedBefore = null);
