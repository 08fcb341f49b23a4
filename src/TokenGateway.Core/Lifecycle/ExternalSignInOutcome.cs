namespace TokenGateway.Core.Lifecycle;

/// <summary>The outcome of a sign-in through an identity provider.</summary>
public enum ExternalSignInOutcome
{
    Done,

    /// <summary>No claim maps to a role.</summary>
    NoRole,

    /// <summary>No claim is a valid user id.</summary>
    NoId,

    /// <summary>The id belongs to another user, or belonged to a deleted one with more rights.</summary>
    IdTaken,

    /// <summary>The same for the e-mail address.</summary>
    EmailTaken,

    /// <summary>The user is disabled.</summary>
    Disabled,

    /// <summary>The user changed concurrently.</summary>
    Changed,
}
