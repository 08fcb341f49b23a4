namespace TokenGateway.Management.Api.Settings;

/// <summary>An effective setting.</summary>
/// <param name="Value">The effective value; null: no limit.</param>
/// <param name="Source">setting, file or default. A run-time setting can only be stricter than the file.</param>
internal sealed record TextSetting(string? Value, string Source);
