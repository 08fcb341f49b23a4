namespace TokenGateway.Core.Notices;

/// <summary>The type of a notice. The names are part of the webhook format.</summary>
public enum NoticeType
{
    /// <summary>The token expires soon.</summary>
    Expiring,

    Created,
    Rotated,

    /// <summary>A retired secret was presented.</summary>
    SecretReused,

    /// <summary>The token was reported as leaked.</summary>
    Leaked,

    /// <summary>The token was deactivated, with a reason.</summary>
    Deactivated,

    /// <summary>The token was deleted, with a reason.</summary>
    Deleted,
}
