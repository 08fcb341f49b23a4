namespace TokenGateway.Core.Lifecycle;

/// <summary>Whether a token needs a permission that it holds: a closed list.</summary>
public enum PermissionNeed
{
    /// <summary>A request needed it within the window.</summary>
    Used,

    /// <summary>No request needed it, for as long as it takes to say so.</summary>
    Unused,

    /// <summary>No request needed it, and the token, or the recording of it, is too new to say more.</summary>
    TooNew,

    /// <summary>No rule asks for it; an upstream may.</summary>
    NotAsked,
}
