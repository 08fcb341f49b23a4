namespace TokenGateway.Core.Tokens;

/// <summary>What owners may do with their own tokens (<c>Tokens:OwnersMay</c>); an administrator may do everything.</summary>
[Flags]
public enum TokenOwnerRights
{
    None = 0,
    List = 1,
    Create = 2,

    /// <summary>Includes reactivation.</summary>
    Deactivate = 4,

    Rotate = 8,
    Delete = 16,
    All = List | Create | Deactivate | Rotate | Delete,
}
