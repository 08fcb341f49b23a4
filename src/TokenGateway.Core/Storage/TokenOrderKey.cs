namespace TokenGateway.Core.Storage;

/// <summary>By what tokens are ordered.</summary>
public enum TokenOrderKey
{
    Id,

    /// <summary>Without regard to the case of ASCII letters.</summary>
    Name,

    Created,

    /// <summary>Those that never expire come last.</summary>
    Expires,

    /// <summary>Those that were never used come first.</summary>
    LastUsed,
}
