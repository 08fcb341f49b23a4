namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>A place of <see cref="KnownSignIns"/>, and what was there when it was found: another may have come since.</summary>
internal readonly record struct KnownSignIn(int Place, long Mark);
