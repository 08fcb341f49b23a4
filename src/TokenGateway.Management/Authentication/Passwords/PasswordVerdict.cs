namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>The result of a password check.</summary>
internal enum PasswordVerdict
{
    Wrong,

    Right,

    /// <summary>Right, but its hash uses older parameters than new ones.</summary>
    RightButOld,

    /// <summary>Not checked: too many checks are waiting.</summary>
    Busy,
}
