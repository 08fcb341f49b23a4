namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>The result of a sign-in attempt.</summary>
internal enum SignInOutcome
{
    Done,

    /// <summary>No such user, no password, a wrong password or a disabled user: the caller cannot tell which.</summary>
    Refused,

    /// <summary>Too many attempts are in progress.</summary>
    TooMany,
}
