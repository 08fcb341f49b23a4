namespace TokenGateway.Core.Settings;

/// <summary>A run-time setting; each is a key under <c>TokenGateway:Tokens</c> with the same name.</summary>
public enum SettingName
{
    Enabled,
    Creators,
    MaxPerUser,
    MaxLifetime,
    AllowNonExpiring,
}
