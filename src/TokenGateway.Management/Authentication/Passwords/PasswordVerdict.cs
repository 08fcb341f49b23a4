namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>What came of checking a password.</summary>
internal enum PasswordVerdict
{
    Wrong,

    Right,

    /// <summary>Right, and its hash is made in an older way than new ones are.</summary>
    RightButOld,

    /// <summary>Nothing was checked: too many are waiting for it.</summary>
    Busy,
}
