namespace TokenGateway.Core.Lifecycle;

/// <summary>How the sign-in of somebody whom an identity provider vouches for ended.</summary>
public enum ExternalSignInOutcome
{
    Done,

    /// <summary>No claim is mapped to a role.</summary>
    NoRole,

    /// <summary>No claim can be a user id.</summary>
    NoId,

    /// <summary>The id is somebody else's, or was that of a user who had more.</summary>
    IdTaken,

    /// <summary>The e-mail address is, likewise.</summary>
    EmailTaken,

    /// <summary>The user is disabled.</summary>
    Disabled,

    /// <summary>The user changed at this very moment.</summary>
    Changed,
}
