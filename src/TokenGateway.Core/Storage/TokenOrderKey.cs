namespace TokenGateway.Core.Storage;

/// <summary>The sort key of tokens.</summary>
public enum TokenOrderKey
{
    Id,

    /// <summary>Ignoring the case of ASCII letters.</summary>
    Name,

    Created,

    /// <summary>Tokens without expiry come last.</summary>
    Expires,

    /// <summary>Unused tokens come first.</summary>
    LastUsed,
}
