namespace TokenGateway.Management.Api.Settings;

/// <summary>A setting in force.</summary>
/// <param name="Value">What holds; null: no limit.</param>
/// <param name="Source">setting, file or default. What the file names can only be made stricter.</param>
internal sealed record BooleanSetting(bool Value, string Source);
