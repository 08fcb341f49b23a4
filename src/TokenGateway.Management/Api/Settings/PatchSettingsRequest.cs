namespace TokenGateway.Management.Api.Settings;

/// <summary>The changes of settings: absent members stay unchanged, null resets a setting.</summary>
/// <param name="Creators">Everyone, Selected or Administrators.</param>
/// <param name="MaxPerUser">From 1.</param>
/// <param name="MaxLifetime">For example 90d.</param>
internal sealed record PatchSettingsRequest(
    bool? Enabled = null, string? Creators = null, int? MaxPerUser = null, string? MaxLifetime = null, bool? AllowNonExpiring = null);
