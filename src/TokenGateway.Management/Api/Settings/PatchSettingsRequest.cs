namespace TokenGateway.Management.Api.Settings;

/// <summary>What shall be set: members that are absent stay as they are, null takes a setting back.</summary>
/// <param name="Creators">Everyone, Selected or Administrators.</param>
/// <param name="MaxPerUser">From 1.</param>
/// <param name="MaxLifetime">Such as 90d.</param>
internal sealed record PatchSettingsRequest(
    bool? Enabled = null, string? Creators = null, int? MaxPerUser = null, string? MaxLifetime = null, bool? AllowNonExpiring = null);
