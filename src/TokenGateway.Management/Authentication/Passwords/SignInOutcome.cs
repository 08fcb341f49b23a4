namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>How an attempt to sign in ended.</summary>
internal enum SignInOutcome
{
    Done,

    /// <summary>No such user, no password, another password, a disabled user: nobody is told which.</summary>
    Refused,

    /// <summary>Too many attempts are under way.</summary>
    TooMany,
}
