using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>Which tokens are meant: those that meet every condition that is given. Without owner, the caller's own; for administrators, everyone's.</summary>
/// <param name="Owner">Of this user.</param>
/// <param name="State">active, inactive or expired; absent: any of them.</param>
/// <param name="Realm">Of this realm.</param>
/// <param name="Role">Of this role.</param>
/// <param name="ExpiresBefore">That expire before this time.</param>
/// <param name="UnusedSince">Created before and not used since this time, or this long ago (90d).</param>
/// <param name="NeverExpires">true: that never expire.</param>
/// <param name="NeverUsed">true: that were never used.</param>
/// <param name="OverPrivileged">true: live ones in use that hold a permission which no request needed for 90 days.</param>
/// <param name="CreatedFrom">Created at this time or later.</param>
/// <param name="CreatedBefore">Created before this time.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BulkFilter(
    string? Owner = null, string? State = null, string? Realm = null, string? Role = null, string? ExpiresBefore = null, string? UnusedSince = null,
    bool? NeverExpires = null, bool? NeverUsed = null, bool? OverPrivileged = null, string? CreatedFrom = null, string? CreatedBefore = null);
