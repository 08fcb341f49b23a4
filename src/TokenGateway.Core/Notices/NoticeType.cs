namespace TokenGateway.Core.Notices;

/// <summary>What a notice tells. The names are part of what webhooks receive.</summary>
public enum NoticeType
{
    /// <summary>The token ends soon.</summary>
    Expiring,

    Created,
    Rotated,

    /// <summary>Somebody presented a secret that a rotation had retired.</summary>
    SecretReused,

    /// <summary>Somebody told the gateway that the token had leaked.</summary>
    Leaked,

    /// <summary>Somebody switched the token off and gave a reason.</summary>
    Deactivated,

    /// <summary>Somebody deleted the token and gave a reason.</summary>
    Deleted,
}
