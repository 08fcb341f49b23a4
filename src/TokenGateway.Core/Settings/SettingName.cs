namespace TokenGateway.Core.Settings;

/// <summary>What can be set while the gateway runs; each is a key under <c>TokenGateway:Tokens</c> of the same name.</summary>
public enum SettingName
{
    Enabled,
    Creators,
    MaxPerUser,
    MaxLifetime,
    AllowNonExpiring,
}
